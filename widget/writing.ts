// What those who write need, fetched at the first touch.
import type { PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { openCalling } from './calling.ts';
import { nameOf, openComposing } from './composing.ts';
import type { Conversation } from './conversation.ts';
import { syncDrafts } from './draft-sync.ts';
import { draftsOf, type Drafts } from './drafts.ts';
import { openOwnData } from './open-own-data.ts';
import { openPicturing } from './picturing.ts';
import { acceptedBy, isTaken } from './uploading.ts';
import { problemOf } from './problem.ts';
import { openReacting } from './reacting.ts';
import { senderOf, type Sender } from './send.ts';
import { openSending } from './sending.ts';
import { placeOwn, withoutViewer, withViewer, withoutWelcome } from './sends.ts';
import { openHolding } from './holding.ts';
import { joinSession, type Session } from './session.ts';
import { guestKey, localStorageOf } from './storage.ts';
import type { ThreadState } from './store.ts';
import { allWords } from './thread/context.ts';
import { openPolling } from './polling.ts';
import { openVoting } from './voting.ts';
import type { Actions, ComposerKey, ReportView } from './thread/view.ts';
import { writingParts } from './thread/writing-parts.tsx';

export type Writer = {
  on: Omit<Actions, 'copy' | 'sort' | 'more' | 'branch' | 'fresh' | 'play' | 'wake' | 'away'>;
  /** A page as somebody known sees it, or nobody. */
  know(page: ThreadPage): void;
  /** What the server tells its author alone. */
  own(post: PostWire): void;
  /** What may have been decided meanwhile of what is theirs. */
  refresh(): Promise<void>;
  /** Before the first page: who is it, that was here before? */
  restore(): Promise<void>;
  /** The thread is drawn: who reads, as the page says, and what was left unfinished goes on. */
  resume(): Promise<void>;
  /** The page says otherwise than before who reads. */
  heedPage(): Promise<void>;
  /** Sends what is not sent; resolves to how many went. */
  sendAgain(): Promise<number>;
};

/** What the parts of writing share. */
export type Pen = {
  talk: Conversation;
  t: ReturnType<typeof allWords>;
  send: Sender;
  drafts: Drafts;
  session: Session;
  around: Around;
  /** Where the conversation is, as the API names it; null while nobody is known. */
  where(): Record<string, string> | null;
  /** What may have been decided meanwhile of who writes, or what they wrote. */
  refresh(): Promise<void>;
};

/** What writing asks of reading. */
type Around = { identified(): void; show(id: string): void; /** Beside a post, for a moment. */ tell(id: string, words: string): void };

export function openWriting(talk: Conversation, around: Around): Writer {
  const { frame, api, signal } = talk;
  const t = allWords({ t: talk.t! });
  const send = senderOf(api);
  const session = joinSession(frame.origin, { api, host: frame.root.host, signal, identify });
  const where = () => (talk.state?.viewer ? placeOf(talk.state) : null);
  const drafts = syncDrafts(draftsOf(`${frame.site ?? ''}/${frame.article ?? frame.thread}`, localStorageOf()), {
    api,
    send,
    where,
    show: (name, draft) => composing.show(name as ComposerKey, draft),
  });
  const pen: Pen = { talk, t, send, drafts, session, around, refresh, where };
  const composing = openComposing(pen);
  const sending = openSending(pen, composing);
  const react = openReacting(pen);
  const vote = openVoting(pen);
  const poll = openPolling(pen);
  const live = openHolding(pen);
  const calling = openCalling(pen);
  const picturing = openPicturing(pen, composing);

  const isEmbedded = frame.origin !== location.origin;
  function know(page: ThreadPage) {
    const before = talk.state!.viewer?.id;
    talk.set({
      state: page.viewer ? withViewer(talk.state!, page) : withoutViewer(talk.state!),
      view: { ...talk.view, canSignOut: isEmbedded && !session.isPublishers(), canOpenData: isEmbedded },
    });
    if (page.viewer?.id !== before) talk.tell(page.viewer ? 'signin' : 'signout', {});
  }
  const say = (said: string) => talk.look({ said });

  /** Somebody signed in or out: their posts, their rights. */
  async function identify() {
    if (!talk.state) return;
    know(await read());
    around.identified();
    if (!talk.state.viewer) return;
    sending.identified();
    joinDrafts();
  }

  const read = () => api.get<ThreadPage>('thread', talk.query());

  /** Without the server, what is kept here is kept. */
  const joinDrafts = () => void drafts.join().catch(() => {});

  /** Their mail's link may have been followed since. */
  const comeBackAsGuest = async () =>
    localStorageOf()?.getItem(guestKey(frame.origin)) != null && (await import('./guests.ts')).comeBackAsGuest(pen);

  /** A session that ended is told when it is needed, beside what it was needed for. */
  async function refresh() {
    const page = await read();
    if (page.viewer) know(page);
  }

  async function remove(id: string) {
    try {
      await send('DELETE', `posts/${id}`);
      talk.look({ confirm: null, said: t('done.deleted') });
      talk.set({ state: placeOwn(talk.state!, { ...talk.state!.posts[id]!, state: 'deleted', author: null, html: '', own: null }) });
      frame.root.getElementById('title')?.focus();
    } catch {
      talk.look({ confirm: null, said: t('problem.other') });
    }
  }

  /** What they had begun to write is where the keyboard goes on. */
  async function acknowledge(statement: string) {
    try {
      await send('POST', `warnings/${statement}/acknowledgement`);
      await refresh();
      composing.forgive('warning_unread');
      say(t('done.read'));
    } catch {
      say(t('problem.other'));
    }
  }

  /** What they read next is where the keyboard goes on. */
  async function putWelcomeAway() {
    try {
      await send('PUT', 'welcome', { site: talk.state!.site.key });
      talk.set({ state: withoutWelcome(talk.state!) });
      frame.root.querySelector<HTMLElement>('.composer textarea')?.focus();
    } catch {
      say(t('problem.other'));
    }
  }

  async function ignore(id: string) {
    const { author } = talk.state!.posts[id]!;
    const ignored = talk.state!.viewer?.ignored?.includes(author!.id);
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return;
      await send(ignored ? 'DELETE' : 'PUT', `ignores/${author!.id}`);
      await refresh();
      say(t(ignored ? 'done.heard' : 'done.ignored', { name: author!.name }));
      frame.root.getElementById(`p-${id}`)?.querySelector('summary')?.focus();
    } catch {
      say(t('problem.other'));
    }
  }

  async function sendReport(rule: number | null, note: string) {
    const asked = talk.view.report!;
    const show = (changes: Partial<ReportView>) => talk.look({ report: { ...asked, ...changes } });
    show({ busy: true });
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return show({ busy: false });
      await send('POST', `posts/${asked.post}/reports`, { ...(rule !== null && { rule }), note });
      show({ done: true });
      frame.root.querySelector<HTMLElement>('dialog .btn')?.focus();
    } catch (error) {
      show({ problem: problemOf(error) });
    }
  }

  /** Pasted or dropped into what is being written. */
  function heedFiles(event: ClipboardEvent | DragEvent) {
    const name = nameOf(event.target);
    const file = ('clipboardData' in event ? event.clipboardData : event.dataTransfer)?.files[0];
    if (!name || !file || !isTaken(file, talk.state?.viewer)) return;
    event.preventDefault();
    void picturing.take(name, file);
  }

  const on: Writer['on'] = {
    submit: (name) => void sending.submit(name),
    cancel: composing.cancel,
    discard: composing.discard,
    preview: (name) => void composing.preview(name),
    reword: composing.reword,
    mark: composing.mark,
    picture: (name) => choosePicture(acceptedBy(talk.state!.viewer!), (file) => void picturing.take(name, file)),
    call: (handle) => calling.choose({ handle }),
    reply(id) {
      const name = composing.answerTo(id);
      composing.open(name, drafts.read(name)?.text ?? '');
    },
    edit: (id) => composing.open(`edit:${id}`, drafts.read(`edit:${id}`)?.text ?? talk.state!.posts[id]?.own?.source ?? ''),
    quote: composing.quote,
    resend(id) {
      const { parent, own } = talk.state!.posts[id]!;
      composing.giveBack(parent ? `reply:${parent}` : 'new', own!.source);
    },
    confirm(id) {
      const asked = id ?? talk.view.confirm;
      talk.look({ confirm: id });
      frame.root
        .getElementById(`p-${asked}`)
        ?.querySelector<HTMLElement>(id ? '.confirm button' : '.acts :is(button, a, summary)')
        ?.focus();
    },
    remove: (id) => void remove(id),
    report: (id) => talk.look({ report: { post: id, busy: false, done: false, problem: null } }),
    react: (id, kind) => void react(id, kind),
    vote: (id) => void vote(id),
    poll: (id, options) => void poll(id, options),
    pin: (id) => void live.pin(id),
    pause: (on) => void live.pause(on),
    ignore: (id) => void ignore(id),
    acknowledge: (statement) => void acknowledge(statement),
    putWelcomeAway: () => void putWelcomeAway(),
    sendReport: (rule, note) => void sendReport(rule, note),
    closeReport() {
      // Closed before it goes: that gives the focus back.
      frame.root.querySelector('dialog')?.close();
      talk.look({ report: null });
    },
    retry(clientId) {
      around.show(clientId);
      void sending.deliver(clientId);
    },
    takeBack: (clientId) => sending.takeBack(clientId),
    signOut: () => void session.signOut().catch(() => say(t('problem.other'))),
    ownData: () => void openOwnData(send).catch(() => say(t('problem.other'))),
  };

  frame.mount.addEventListener(
    'keydown',
    (event) => {
      const name = nameOf(event.target);
      if (name && name !== 'new' && event.key === 'Escape' && !composing.field(name)!.value.trim()) composing.cancel(name);
    },
    { signal },
  );
  for (const kind of ['paste', 'drop'] as const) frame.mount.addEventListener(kind, heedFiles, { signal });
  talk.set({ parts: { ...talk.parts, ...writingParts } });
  const heedPage = () => session.heedPage(talk.state!.site.key);

  return {
    on,
    know,
    refresh,
    own: (post) => talk.set({ state: placeOwn(talk.state!, post) }),
    async restore() {
      if ((await session.comeBack()) || (await comeBackAsGuest())) return;
      if (await session.refresh()) await identify();
    },
    resume: () => heedPage().then(sending.resume).then(joinDrafts),
    heedPage,
    sendAgain: sending.sendAgain,
  };
}

/** In the same breath as the click, as browsers ask. */
function choosePicture(accept: string, take: (file: File) => void) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => input.files?.[0] && take(input.files[0]));
  input.click();
}

/** As the API names it. */
const placeOf = ({ site, thread }: ThreadState): Record<string, string> =>
  thread.article ? { site: site.key, article: thread.article.id } : { thread: thread.id! };
