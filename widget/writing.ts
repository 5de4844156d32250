// What those who write need, fetched at the first touch.
import type { PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { Seldom } from './acts.ts';
import { choosePicture, isTaken } from './choosing.ts';
import { nameOf, openComposing } from './composing.ts';
import { unaided, type Conversation } from './conversation.ts';
import { syncDrafts } from './draft-sync.ts';
import { draftsOf, type Drafts } from './drafts.ts';
import { openOwnData } from './open-own-data.ts';
import { later, once } from './once.ts';
import { rarely } from './rare.ts';
import { senderOf, type Sender } from './send.ts';
import { openSending } from './sending.ts';
import { placeOwn, withoutViewer, withViewer } from './sends.ts';
import { joinSession, type Session } from './session.ts';
import { guestKey, localStorageOf } from './storage.ts';
import type { ThreadState } from './store.ts';
import { allWords, rareWords } from './thread/context.ts';
import type { Actions, ComposerKey } from './thread/view.ts';
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
  /** What the server tells its author alone. */
  own(post: PostWire): void;
  /** What may have been decided meanwhile of who writes, or what they wrote. */
  refresh(): Promise<void>;
};

/** With the words of what is rare, for what is fetched with them. */
export type RarePen = Omit<Pen, 't'> & { t: ReturnType<typeof rareWords> };

/** What writing asks of reading. */
type Around = {
  /** Fetches what a page is to be drawn with. */
  prepare(page: ThreadPage): Promise<void>;
  identified(): void;
  show(id: string): void;
  /** Beside a post, for a moment. */ tell(id: string, words: string): void;
};

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
  const own = (post: PostWire) => talk.set({ state: placeOwn(talk.state!, post) });
  const pen: Pen = { talk, t, send, drafts, session, around, own, refresh, where };
  const composing = openComposing(pen);
  const sending = openSending(pen, composing, saveEdit);
  const rarePen: RarePen = { ...pen, t: rareWords(pen) };
  // What they open is drawn at once: their words are there first.
  const acts = once(async () => (await rarely(talk, () => import('./acts.ts'))).openActs(rarePen, composing));
  const calling = once(async () => (await rarely(talk, () => import('./calling.ts'))).openCalling(rarePen));
  const picturing = once(async () => (await rarely(talk, () => import('./picturing.ts'))).openPicturing(rarePen, composing));
  async function saveEdit(name: ComposerKey) {
    const ready = await acts().catch(() => null);
    if (ready) await ready.saveEdit(name);
    else composing.change(name, { problem: { code: 'unreachable', message: '' } });
  }
  /** From now on the text waits for it. */
  function take(name: ComposerKey, file: File) {
    composing.change(name, { picture: { name: file.name, share: 0, sent: null, problem: null, wordless: false, fault: null } });
    void picturing().then(
      (ready) => ready.take(name, file),
      () => {
        composing.change(name, { picture: null });
        unaided(talk, 'picture');
      },
    );
  }

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
    know(await readPrepared());
    around.identified();
    if (!talk.state.viewer) return;
    sending.identified();
    joinDrafts();
  }

  async function readPrepared() {
    const page = await api.get<ThreadPage>('thread', talk.query());
    await around.prepare(page);
    return page;
  }

  /** Without the server, what is kept here is kept. */
  const joinDrafts = () => void drafts.join().catch(() => {});

  /** Their mail's link may have been followed since. */
  const comeBackAsGuest = async () =>
    localStorageOf()?.getItem(guestKey(frame.origin)) != null && (await import('./guests.ts')).comeBackAsGuest(pen);

  /** A session that ended is told when it is needed, beside what it was needed for. */
  async function refresh() {
    const page = await readPrepared();
    if (page.viewer) know(page);
  }

  /** Pasted or dropped into what is being written. */
  function heedFiles(event: ClipboardEvent | DragEvent) {
    const name = nameOf(event.target);
    const file = ('clipboardData' in event ? event.clipboardData : event.dataTransfer)?.files[0];
    if (!name || !file || !isTaken(file, talk.state?.viewer)) return;
    event.preventDefault();
    take(name, file);
  }

  const near: Omit<Writer['on'], Seldom> = {
    submit: (name) => void sending.submit(name),
    cancel: composing.cancel,
    discard: composing.discard,
    reword: composing.reword,
    picture: (name) => choosePicture(talk.state!.viewer!, (file) => take(name, file)),
    call: (handle) =>
      void calling().then(
        ({ choose }) => choose({ handle }),
        () => unaided(talk, 'call'),
      ),
    reply(id) {
      const name = composing.answerTo(id);
      composing.open(name, drafts.read(name)?.text ?? '');
    },
    edit: (id) => composing.open(`edit:${id}`, drafts.read(`edit:${id}`)?.text ?? talk.state!.posts[id]?.own?.source ?? ''),
    resend(id) {
      const { parent, own } = talk.state!.posts[id]!;
      composing.giveBack(parent ? `reply:${parent}` : 'new', own!.source);
    },
    retry(clientId) {
      around.show(clientId);
      void sending.deliver(clientId);
    },
    takeBack: (clientId) => sending.takeBack(clientId),
    ownData: () => void openOwnData(send).catch(() => say(t('problem.other'))),
    signOut: () => void session.signOut().catch(() => say(t('problem.other'))),
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
  /** Somebody is called. */
  const heedCall = (field: EventTarget | null) => {
    if (nameOf(field) && (field as HTMLTextAreaElement).value.includes('@')) calling().catch(() => {}); // the text goes without
  };
  frame.mount.addEventListener('input', ({ target }) => heedCall(target), { signal });
  if (frame.root.activeElement) heedCall(frame.root.activeElement);
  talk.set({ parts: { ...talk.parts, ...writingParts } });
  const heedPage = () => session.heedPage(talk.state!.site.key);

  return {
    on: later(near, acts, (name) => unaided(talk, name)),
    know,
    refresh,
    own,
    async restore() {
      if ((await session.comeBack()) || (await comeBackAsGuest())) return;
      if (await session.refresh()) await identify();
    },
    resume: () => heedPage().then(sending.resume).then(joinDrafts),
    heedPage,
    sendAgain: sending.sendAgain,
  };
}

/** As the API names it. */
const placeOf = ({ site, thread }: ThreadState): Record<string, string> =>
  thread.article ? { site: site.key, article: thread.article.id } : { thread: thread.id! };
