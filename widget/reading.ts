// What a reader can do once the thread is drawn: more of it, another order, and what happens in it meanwhile.
import type { ChangesPage, PostsPage, Sort, ThreadPage } from '#server/threads/wire.ts';
import { addBranch, addRoots, applyChanges, freshOf, hasGap, isBlank, isDue, redraw, reopen, showFresh, turn } from './changes.ts';
import { addressed, unaided, type Conversation } from './conversation.ts';
import type { LiveHandlers, Subscription } from './live.ts';
import type { Night } from './night.ts';
import { later, once } from './once.ts';
import { openRare, rarely, seenIn } from './rare.ts';
import { redrawInPlace } from './redrawing.ts';
import { moreSheet } from './more-sheet.ts';
import { loadMoreWords } from './more-words.ts';
import { tokenOf } from './page-token.ts';
import type { ThreadState } from './store.ts';
import { takeOver } from './take-over.ts';
import { allWords } from './thread/context.ts';
import { readingParts } from './thread/reading-parts.tsx';
import type { Parts } from './thread/scene.ts';
import type { Actions } from './thread/view.ts';
import { watchPage } from './watch-page.ts';

export type Reading = {
  on: Actions;
  /** What the server drew, made this page's own. */
  takeOver(): Promise<void>;
  /** Once there is something to follow. */
  begin(): void;
  /** Who was here before, and what did they leave? */
  restore(): Promise<void>;
  /** Brings the eye to a post; resolves to whether it is there. */
  show(post: string): Promise<boolean>;
  /** A page as who reads sees it: what it is drawn with comes first, and of somebody known what is theirs. */
  know(page: ThreadPage): Promise<void>;
};

const MINUTE = 60_000;
/** Milliseconds for which a word in passing stays. */
const TOLD = 10_000;

export async function openReading(talk: Conversation): Promise<Reading> {
  const { frame, api, signal } = talk;
  const partsFor = openRare(talk);
  const nights = once(() => rarely(talk, () => import('./night.ts')));
  /** Beside one another, all that a thread as it is seen will be drawn with. */
  const prepared = async (seen: Parameters<typeof partsFor>[0]) => (await Promise.all([partsFor(seen), seen.thread.live && nights()]))[0];
  const first = talk.state ? seenIn(talk.state) : frame.rendered?.page;
  const [words, rare] = await Promise.all([
    loadMoreWords(talk.lang),
    // What the server drew stays as it is, rather than lose a part.
    first && prepared(first).catch((error: unknown) => (frame.rendered ? Promise.reject(error) : null)),
    frame.dressed.catch(() => {}),
  ]);
  talk.t = words;
  // Another thread may have its place by now.
  signal.throwIfAborted();
  let subscription: Subscription | null = null;
  let asking: Promise<void> | null = null;
  let night: Night | null = null;
  let nightLost = false;

  const t = allWords({ t: talk.t });
  const state = () => talk.state!;
  const write = once(async () => {
    const { openWriting } = await import('./writing.ts');
    return openWriting(talk, { prepare, identified: () => subscription?.identify(), show: (id) => void show(id, false), tell: tellBeside });
  });
  function tellBeside(post: string, words: string) {
    const beside = { post, words };
    talk.look({ said: words, beside });
    setTimeout(() => talk.view.beside === beside && talk.look({ said: '', beside: undefined }), TOLD);
  }
  const pageOf = (asked: Record<string, string | null>) => api.get<PostsPage>(`threads/${state().thread.id}/posts`, asked);

  const own: Pick<Actions, 'copy' | 'sort' | 'more' | 'branch' | 'fresh' | 'play' | 'wake' | 'away'> = {
    copy: (id) =>
      void navigator.clipboard.writeText(addressOf(id)).then(
        () => tellBeside(id, t('copied')),
        () => {
          history.replaceState(history.state, '', `#p-${id}`); // an assignment would take the focus there
          tellBeside(id, t('notCopied'));
        },
      ),
    sort: (sort) => readAfresh('sort', sort),
    more: () => void fetchInto('more', async () => addRoots(state(), await pageOf({ sort: state().sort, cursor: state().next }))),
    branch: (id) => void fetchInto(id, async () => addBranch(state(), id, await pageOf({ root: id, after: String(reached(state(), id)) }))),
    fresh() {
      if (state().moved) return readAfresh('fresh', state().sort);
      if (night?.goesOn()) return night.toEnd();
      const [first] = freshOf(state());
      talk.set({ state: showFresh(state()) });
      if (first) void show(first.id, false);
    },
    play: (post, url) => talk.look({ playing: { post, url } }),
    wake: () => void write().catch(() => {}),
    away: (is) => night?.away(is),
  };

  const put = (next: ThreadState) => (night ? night.show(next) : talk.set({ state: next }));

  /** What is followed as it happens is drawn otherwise. */
  async function followNight() {
    const part = await nights().catch(() => null);
    nightLost = !part;
    if (!part) return lack();
    night ??= part.openNight(talk);
    talk.set({ parts: { ...talk.parts, ...night.parts } });
  }

  let lacking = false;
  /** Said once: what did not come is asked for again at each change. */
  const lack = () => {
    if (!lacking) talk.look({ said: t('failed.internal') });
    lacking = true;
  };
  async function prepare(page: ThreadPage) {
    await prepared(page).then(join, lack);
  }
  function join(parts: Partial<Parts>) {
    if (Object.keys(parts).some((name) => !(name in talk.parts))) talk.set({ parts: { ...talk.parts, ...parts } });
  }
  /** What happens in a thread may ask for parts that it did without. */
  const set = talk.set;
  talk.set = (changes) => {
    // What follows a change of these looks for it in the page.
    const { state: next = talk.state, view = talk.view, parts = talk.parts } = changes;
    if (next?.roots !== talk.state?.roots || view.composers !== talk.view.composers || parts.Whole !== talk.parts.Whole) talk.settle();
    set(changes);
    if (changes.state) partsFor(seenIn(changes.state)).then(join, lack);
  };

  const readAfresh = (busy: string, sort: Sort) =>
    void fetchInto(busy, async () => reopen(state(), await api.get<ThreadPage>('thread', { ...talk.query(), sort })));

  /** What is on its way says so; what did not come says so beside what asked for it. */
  async function fetchInto(busy: string, work: () => Promise<ThreadState>) {
    if (talk.view.busy) return;
    talk.look({ busy, stuck: null });
    const before = state().posts;
    try {
      const next = await work();
      const n = Object.keys(next.posts).length - Object.keys(before).length;
      talk.set({ state: next, view: { ...talk.view, busy: null, said: n > 0 ? t('loaded', { n }) : '' } });
      // What asked is gone: the keyboard goes on with what came.
      const first = [...frame.mount.querySelectorAll<HTMLElement>('li[id]')].find(({ id }) => !(id.slice('p-'.length) in before));
      if (first && !frame.root.activeElement) focus(first);
    } catch {
      talk.look({ busy: null, stuck: busy });
    }
  }

  /** Opens the branch that holds it, and brings the eye and the keyboard to it. */
  async function show(id: string, mark: boolean) {
    talk.settle();
    if (!state().posts[id] && state().thread.id && mark) {
      const page = await pageOf({ around: id }).catch(() => null);
      if (page) talk.set({ state: addRoots(state(), { ...page, next: state().next }) });
    }
    if (mark) talk.look({ here: id });
    const place = frame.root.getElementById(`p-${id}`);
    if (!place) return false;
    for (let fold = place.closest('details'); fold; fold = fold.parentElement!.closest('details')) fold.open = true;
    focus(place);
    place.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
    return true;
  }

  /** Another tab where it was asked for. */
  function enlarge(event: MouseEvent) {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>('a.zoom');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void rarely(talk, () => import('./zoom.ts')).then(
      ({ zoom }) => zoom(link, { mount: frame.mount, close: t('close') }),
      () => location.assign(link.href),
    );
  }

  /** A quote's name leads back to what it quotes: without leaving the page, where that is in it. */
  function followQuote(event: MouseEvent) {
    const link = (event.target as Element).closest?.('.text a');
    const id = link?.getAttribute('href')?.split(`${state().site.url}/p/`)[1];
    if (!id || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!state().posts[id]) return;
    event.preventDefault();
    void show(id, true);
  }

  const handlers: LiveHandlers = {
    joined(seq, again) {
      if (again && state().viewer)
        void write
          .begun()
          ?.then((ready) => ready.refresh())
          .catch(() => {});
      return reach(seq);
    },
    async changes(changes) {
      put(applyChanges(state(), changes));
      night?.heard(changes);
      if (isTurned()) void readTurned();
      if (hasGap(state()) || isBlank(state())) await ask();
    },
    own: (post) =>
      void write().then(
        (ready) => ready.own(post),
        () => {},
      ),
    redrawn: (posts) => talk.set({ state: redraw(state(), posts) }),
  };

  /** A question asked already may have been answered from before that number: then it is asked once more. */
  async function reach(seq: number) {
    for (let turn = 0; turn < 2 && seq > state().thread.seq; turn++) await ask();
  }

  /** What came after the number we hold. One question at a time: what was missed meanwhile is a gap again. */
  function ask(): Promise<void> {
    return (asking ??= catchUp().finally(() => (asking = null)));
  }
  async function catchUp() {
    const { thread } = state();
    // Nobody had written here when it was read.
    const id = thread.id ?? (await api.get<ThreadPage>('thread', talk.query())).thread.id;
    if (!id) return;
    const { changes, seq } = await api.get<ChangesPage>(`threads/${id}/changes`, { after: String(thread.seq) });
    put(applyChanges(state(), changes));
    if (isTurned()) await readTurned();
    if (changes.length > 0 && (seq > state().thread.seq || hasGap(state()))) return catchUp();
    // An import writes no changes.
    if (isBlank(state()) || seq > state().thread.seq)
      talk.set({ state: reopen(state(), await api.get<ThreadPage>('thread', talk.query())) });
  }

  /** Comments became a live night, or the other way (docs/decisions/068): they are read and drawn as what they are. */
  const isTurned = () => !nightLost && state().thread.id !== null && (state().thread.kind === 'live') !== (night !== null);
  let turning: Promise<void> | null = null;
  const readTurned = () => (turning ??= drawTurned().finally(() => (turning = null)));
  async function drawTurned() {
    const page = await api.get<ThreadPage>('thread', talk.query()).catch(() => null);
    if (!page || (page.thread.live !== undefined) === (night !== null)) return;
    night = null;
    const { Whole: _, stand: __, ...parts } = talk.parts;
    talk.set({ state: reopen(state(), page), parts, view: { ...talk.view, away: false, flowed: undefined } });
    if (!page.thread.live) return;
    talk.look({ flowed: page.thread.live.state !== 'ended' });
    await followNight();
  }

  /** A night or a measure is over, in a page that stayed open: the composer comes back, or goes. */
  async function readTurn() {
    const page = await api.get<ThreadPage>('thread', talk.query());
    talk.set({ state: turn(state(), page) });
    if (page.viewer) await know(page);
  }

  function tick() {
    if (document.hidden) return;
    heed();
    talk.set({});
    if (navigator.onLine) sendAgain().catch(() => {});
    if (isDue(state(), Date.now())) readTurn().catch(() => {}); // the next minute asks again
  }

  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    followThread().catch(() => ask().catch(() => {}));
  });
  /** What nobody looks at is not followed. Where the part for it did not come (browsers keep that), what is new is asked for each minute. */
  const heed = () => {
    if (!subscription) seen.observe(frame.mount);
  };

  async function followThread() {
    const { follow } = await import('./live.ts');
    if (signal.aborted || subscription) return;
    const { site, thread } = state();
    const asked = thread.article ? { site: site.key, article: thread.article.id } : { thread: thread.id! };
    const isHere = (place: string) => place.replace(/^(?:a:\d+|t):/, '') === (thread.article?.id ?? thread.id);
    subscription = follow({ origin: frame.origin, asked, token: async () => (await api.token?.()) ?? null, isHere, handlers });
    signal.addEventListener('abort', () => subscription!.leave());
  }

  /** What could not be sent; resolves to how many went. */
  const sendAgain = async () => (await (await write.begun())?.sendAgain()) ?? 0;

  async function comeBack() {
    if (talk.problem) return talk.start();
    heed();
    if (!talk.view.offlineSince) return;
    const before = freshOf(state()).length;
    talk.look({ offlineSince: null });
    const sent = await sendAgain().catch(() => 0);
    await ask().catch(() => {}); // the line asks again, once it stands
    const back = { sent, received: freshOf(state()).length - before };
    talk.look({ back });
    setTimeout(() => talk.view.back === back && talk.look({ back: null }), TOLD);
  }

  function showHere() {
    const here = addressed() ?? talk.view.here;
    if (here) void show(here, true);
  }

  let begun = false;
  function begin() {
    if (talk.problem && !talk.parts.Failure)
      rarely(talk, () => import('./failing.ts')).then(
        ({ failureOf }) => talk.set({ parts: { ...talk.parts, Failure: failureOf(talk) } }),
        () => {},
      );
    if (begun || !talk.state) return;
    begun = true;
    if (state().thread.live) {
      talk.look({ flowed: state().thread.live!.state !== 'ended' });
      void followNight().then(showHere);
    } else showHere();
    if (write.begun() || tokenOf([frame.root.host]))
      void write().then(
        (ready) => ready.resume(),
        () => {},
      );
    const spoken = new MutationObserver(
      () =>
        void write().then(
          (ready) => ready.heedPage(),
          () => {},
        ),
    );
    spoken.observe(frame.root.host, { attributeFilter: ['token'] });
    if (frame.root.activeElement?.matches('textarea')) own.wake();
    heed();
    const clock = setInterval(tick, MINUTE);
    signal.addEventListener('abort', () => {
      seen.disconnect();
      spoken.disconnect();
      clearInterval(clock);
    });
  }

  const { adoptedStyleSheets } = frame.root;
  if (adoptedStyleSheets.length > 0 && !adoptedStyleSheets.includes(moreSheet)) adoptedStyleSheets.splice(1, 0, moreSheet);
  redrawInPlace(talk);
  talk.set({ parts: { ...talk.parts, ...readingParts, ...rare } });
  if (frame.rendered?.page.thread.live) await followNight();
  const quoting = once(() => import('./quoting.ts'));
  const heedSelection = () =>
    void quoting().then(
      ({ watchSelection }) => watchSelection(talk),
      () => {}, // the menu of a post has the same
    );
  frame.mount.addEventListener('selectstart', heedSelection, { signal, once: true });
  frame.mount.addEventListener('click', followQuote, { signal });
  frame.mount.addEventListener('click', enlarge, { signal });
  watchPage(talk, {
    offline: () => talk.look({ offlineSince: Date.now(), back: null }),
    online: () => void comeBack(),
    address() {
      const id = addressed();
      if (id && talk.state) void show(id, true);
    },
  });

  const restore = async () => (await write()).restore();
  const know = async (page: ThreadPage) => {
    const [ready] = await Promise.all([page.viewer && write(), prepare(page)]);
    ready?.know(page);
  };

  return {
    on: later(own, write, (name) => unaided(talk, name)),
    takeOver: () => takeOver(talk, { know, restore }),
    begin,
    restore,
    know,
    show: (post) => show(post, true),
  };
}

/** How far a branch is held without a gap: the next page of it begins there. */
function reached({ posts }: ThreadState, root: string): number {
  const ranks = new Set(Object.values(posts).flatMap((post) => (post.root === root ? [post.rank] : [])));
  let rank = 0;
  while (ranks.has(rank + 1)) rank++;
  return rank;
}

function focus(place: HTMLElement) {
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

const addressOf = (id: string) => `${location.href.replace(/#.*/, '')}#p-${id}`;
