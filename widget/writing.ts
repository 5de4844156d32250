// What those who write need, fetched at the first touch: nothing typed is lost, whatever the answer.
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { ApiFailure } from './api.ts';
import { problemOf, type Conversation } from './conversation.ts';
import { draftsOf, type Draft } from './drafts.ts';
import { mark, MAX_POST, type Mark } from './markdown.ts';
import { beginSend, dropSend, failSend, keepPlace, placeOwn, settleSend, withoutViewer, withViewer } from './sends.ts';
import { senderOf } from './send.ts';
import { joinSession, localStorageOf } from './session.ts';
import type { Send, ThreadState } from './store.ts';
import { fieldId } from './thread/Composer.tsx';
import { allWords } from './thread/context.ts';
import { writingParts } from './thread/writing-parts.tsx';
import { restingComposer, type Actions, type ComposerKey, type ComposerView, type FailureCode, type Problem } from './thread/view.ts';

/** Milliseconds of quiet after which what was typed is kept. */
const QUIET = 400;
/** Milliseconds for which a post that waits for its author to sign in is sent at their return: after that they decide anew. */
const RETURN = 30 * 60_000;
/** Milliseconds before a post is tried once more by itself. */
const BREATH = 1000;

export type Writer = {
  on: Omit<Actions, 'copy' | 'sort' | 'more' | 'branch' | 'fresh' | 'wake'>;
  know(page: ThreadPage): void;
  /** What the server tells its author alone. */
  own(post: PostWire): void;
  /** Before the first page: who is it, that was here before? */
  restore(): Promise<void>;
  /** The thread is drawn: drafts go back to their places, and what waited for a sign-in leaves. */
  arrive(): void;
  /** Sends what is not sent; resolves to how many went. */
  sendAgain(): Promise<number>;
};

type Around = { identified(): void; show(id: string): void };

export function openWriting(talk: Conversation, around: Around): Writer {
  const { frame, api, signal } = talk;
  const { mount } = frame;
  const t = allWords({ t: talk.t! });
  const send = senderOf(api);
  const session = joinSession(frame.origin, { api, signal, identify });
  const drafts = draftsOf(`${frame.site ?? ''}/${frame.article ?? frame.thread}`, localStorageOf());
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const field = (name: ComposerKey) => frame.root.getElementById(fieldId(name)) as HTMLTextAreaElement | null;
  const composerOf = (name: ComposerKey) => talk.view.composers[name] ?? restingComposer;
  const compose = (name: ComposerKey, changes: Partial<ComposerView>) =>
    talk.look({ composers: { ...talk.view.composers, [name]: { ...composerOf(name), ...changes } } });
  const setState = (change: (state: ThreadState) => ThreadState) => talk.set({ state: change(talk.state!) });
  const postOf = (id: string): PostWire | undefined => talk.state!.posts[id];

  /** Somebody signed in or out: their posts, their rights. */
  async function identify() {
    if (!talk.state) return;
    know(await api.get<ThreadPage>('thread', talk.query()));
    around.identified();
  }

  const know = (page: ThreadPage) => setState((state) => (page.viewer ? withViewer(state, page) : withoutViewer(state)));

  // Composers

  function openComposer(name: ComposerKey, text: string, changes: Partial<ComposerView> = {}) {
    const target = targetOf(name);
    if (target) setState((state) => keepPlace(state, target, true));
    compose(name, { ...changes, over: overOf(text) });
    const area = field(name);
    if (!area) return;
    if (!area.value) area.value = text;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function closeComposer(name: ComposerKey) {
    const target = targetOf(name);
    const { [name]: _, ...composers } = talk.view.composers;
    talk.look({ composers });
    if (target) setState((state) => keepPlace(state, target, false));
  }

  function cancel(name: ComposerKey) {
    drafts.drop(name);
    closeComposer(name);
    const id = targetOf(name);
    if (id) frame.root.getElementById(`p-${id}`)?.querySelector<HTMLElement>('.acts button, .acts summary')?.focus();
  }

  function discard(name: ComposerKey) {
    drafts.drop(name);
    field(name)!.value = '';
    compose(name, restingComposer);
    field(name)!.focus();
  }

  /** Before what is there already: what came back was written first. */
  function giveBack(name: ComposerKey, text: string, problem: Problem | null, waitUntil: number | null = null) {
    const open = name !== 'new' && !postOf(targetOf(name)!) ? 'new' : name;
    openComposer(open, '', { problem, waitUntil, busy: null });
    const area = field(open)!;
    if (area.value.trim() !== text) area.value = area.value.trim() ? `${text}\n\n${area.value}` : text;
    drafts.keep(open, { text: area.value, at: Date.now() });
    compose(open, { over: overOf(area.value) });
    if (waitUntil) tick();
  }

  async function preview(name: ComposerKey) {
    if (composerOf(name).preview !== null) return compose(name, { preview: null });
    const source = field(name)!.value.trim();
    if (!source) return field(name)!.focus();
    try {
      const { html } = await send<{ html: string }>('POST', 'preview', { source });
      compose(name, { preview: html, problem: null });
    } catch (error) {
      compose(name, { problem: problemOf(error) });
    }
  }

  function tick() {
    clearInterval(ticking);
    ticking = setInterval(() => {
      const waiting = Object.entries(talk.view.composers).filter(([, { waitUntil }]) => waitUntil !== null);
      const over = waiting.filter(([, { waitUntil }]) => waitUntil! <= Date.now());
      if (waiting.length === over.length) clearInterval(ticking);
      const free = over.map(([name, composer]) => [name, { ...composer, waitUntil: null, problem: null }] as const);
      talk.look({ composers: { ...talk.view.composers, ...Object.fromEntries(free) }, ...(over.length > 0 && { said: t('ready') }) });
    }, 1000);
  }

  // Sending

  async function submit(name: ComposerKey) {
    const area = field(name)!;
    const text = area.value.trim();
    const { busy, waitUntil, over } = composerOf(name);
    if (!text || over > 0) return area.focus();
    if (busy || (waitUntil && waitUntil > Date.now())) return;
    keep(name);
    if (!(await ensureSignedIn(name))) return;
    if (name.startsWith('edit:')) return saveEdit(name, text);
    const orphan = composerOf(name).problem?.code === 'parent_gone';
    const parent = orphan ? null : targetOf(name);
    const known = drafts.read(name);
    const clientId = known?.clientId && known.text.trim() === text ? known.clientId : crypto.randomUUID();
    drafts.keep(name, { text, at: Date.now(), clientId });
    area.value = '';
    if (name === 'new') compose(name, restingComposer);
    else closeComposer(name);
    setState((state) => beginSend(state, { clientId, parent, source: text, at: new Date().toISOString(), failed: false }));
    talk.look({ said: t('sending') });
    if (name !== 'new') around.show(clientId);
    await deliver(clientId, name);
  }

  /** Resolves to whether it arrived. A refusal gives the text back to where it was written; silence leaves it there, unsent. */
  async function deliver(clientId: string, name: ComposerKey, again = true): Promise<boolean> {
    const sent = talk.state!.sends[clientId]!;
    setState((state) => beginSend(state, { ...sent, failed: false }));
    try {
      const answer = await send<PostAnswer>('POST', 'posts', { ...placeOf(talk), parent: sent.parent, clientId, source: sent.source });
      setState((state) => settleSend(state, clientId, answer));
      if (drafts.read(name)?.clientId === clientId) drafts.drop(name);
      talk.look({ said: t(answer.post.state === 'held' ? 'done.held' : 'done.published') });
      return true;
    } catch (error) {
      const { code } = problemOf(error);
      if (again && isSignedOut(code) && (await session.refresh())) return deliver(clientId, name, false);
      if (again && code === 'unreachable' && navigator.onLine && (await rest(BREATH))) return deliver(clientId, name, false);
      if (code === 'unreachable' || code === 'internal') setState((state) => failSend(state, clientId));
      else {
        setState((state) => dropSend(state, clientId));
        giveBack(name, sent.source, problemOf(error), waitOf(error));
      }
      return false;
    }
  }

  async function saveEdit(name: ComposerKey, source: string) {
    const id = targetOf(name)!;
    compose(name, { busy: 'sending', problem: null });
    try {
      const save = () => send<PostAnswer>('PATCH', `posts/${id}`, { source, revision: postOf(id)!.revision });
      const { post } = await save().catch(async (error: unknown) => {
        if (isSignedOut(problemOf(error).code) && (await session.refresh())) return save();
        throw error;
      });
      setState((state) => placeOwn(state, post));
      cancel(name);
      talk.look({ said: t(post.state === 'held' ? 'done.held' : 'done.saved') });
    } catch (error) {
      compose(name, { busy: null, problem: problemOf(error), waitUntil: waitOf(error) });
      if (waitOf(error)) tick();
    }
  }

  /** Write first, sign in after: what was typed is kept, and goes as soon as somebody is there. */
  async function ensureSignedIn(name: ComposerKey): Promise<boolean> {
    if (talk.state!.viewer && !isSignedOut(composerOf(name).problem?.code)) return true;
    clearTimeout(resting);
    drafts.keep(name, { ...drafts.read(name), text: field(name)!.value, at: Date.now(), sendSince: Date.now() });
    compose(name, { busy: 'signing', problem: null });
    const failed: Problem = { code: 'not_signed_in', message: '' };
    const signed = await session.signIn({ site: talk.state!.site.key, lang: talk.lang }).catch((): null => null);
    keep(name);
    compose(name, { busy: null, problem: signed === null ? failed : null });
    const { viewer } = talk.state!;
    if (!signed || !viewer) return false;
    if (!viewer.canPost) compose(name, { problem: { code: viewer.refusal ?? 'forbidden', message: '' } });
    return viewer.canPost;
  }

  function keep(name: ComposerKey) {
    const text = field(name)?.value ?? '';
    const { clientId } = drafts.read(name) ?? {};
    if (text.trim()) drafts.keep(name, { text, at: Date.now(), ...(clientId && { clientId }) });
    else drafts.drop(name);
  }

  // The page

  mount.addEventListener(
    'input',
    ({ target }) => {
      const name = nameOf(target);
      if (!name) return;
      clearTimeout(resting);
      resting = setTimeout(keep, QUIET, name);
      const over = overOf((target as HTMLTextAreaElement).value);
      const { over: before, preview: shown } = composerOf(name);
      if (over !== before || shown !== null || !(name in talk.view.composers)) compose(name, { over, preview: null, draftAt: null });
    },
    { signal },
  );
  mount.addEventListener(
    'keydown',
    (event) => {
      const name = nameOf(event.target);
      if (!name) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(name);
      if (event.key === 'Escape' && name !== 'new' && !field(name)!.value.trim()) cancel(name);
    },
    { signal },
  );
  addEventListener(
    'pagehide',
    () => {
      // Who leaves to sign in has theirs kept already, to be sent at their return.
      for (const name of Object.keys(talk.view.composers) as ComposerKey[]) if (composerOf(name).busy !== 'signing') keep(name);
    },
    { signal },
  );
  signal.addEventListener('abort', () => clearInterval(ticking));
  /** Whatever was typed before this part came. */
  if (field('new')?.value) keep('new');

  const on: Writer['on'] = {
    submit: (name) => void submit(name),
    cancel,
    discard,
    preview: (name) => void preview(name),
    mark: (name, kind) => markIn(field(name)!, kind, t('linkText')),
    reply: (id) => openComposer(`reply:${id}`, drafts.read(`reply:${id}`)?.text ?? ''),
    edit: (id) => openComposer(`edit:${id}`, drafts.read(`edit:${id}`)?.text ?? postOf(id)?.own?.source ?? ''),
    resend(id) {
      const { parent, own } = postOf(id)!;
      giveBack(parent ? `reply:${parent}` : 'new', own!.source, null);
    },
    confirm(id) {
      const asked = id ?? talk.view.confirm;
      talk.look({ confirm: id });
      frame.root
        .getElementById(`p-${asked}`)
        ?.querySelector<HTMLElement>(id ? '.confirm button' : '.acts button, .acts summary')
        ?.focus();
    },
    remove: (id) => void remove(id),
    report: (id) => talk.look({ report: { post: id, busy: false, done: false, problem: null } }),
    sendReport: (rule, note) => void sendReport(rule, note),
    closeReport: () => talk.look({ report: null }),
    retry: (clientId) => void deliver(clientId, homeOf(talk.state!.sends[clientId]!)),
    takeBack(clientId) {
      const sent = talk.state!.sends[clientId]!;
      setState((state) => dropSend(state, clientId));
      giveBack(homeOf(sent), sent.source, null);
    },
    signOut: () => void session.signOut().catch(() => talk.look({ said: t('problem.other') })),
  };

  async function remove(id: string) {
    try {
      await send('DELETE', `posts/${id}`);
      talk.look({ confirm: null, said: t('done.deleted') });
      setState((state) => placeOwn(state, { ...state.posts[id]!, state: 'deleted', author: null, html: '', own: null }));
      frame.root.getElementById('title')?.focus();
    } catch {
      talk.look({ confirm: null, said: t('problem.other') });
    }
  }

  async function sendAgain(): Promise<number> {
    const unsent = Object.values(talk.state!.sends).filter(({ failed }) => failed);
    const arrived = await Promise.all(unsent.map((send) => deliver(send.clientId, homeOf(send))));
    return arrived.filter(Boolean).length;
  }

  async function restore() {
    if (await session.comeBack()) return;
    if (await session.refresh()) await identify();
  }

  function arriveDraft(name: ComposerKey, draft: Draft) {
    const target = targetOf(name);
    if (target && !postOf(target)) return;
    const focused = frame.root.activeElement as HTMLElement | null;
    compose(name, { draftAt: draft.at, over: overOf(draft.text) });
    const area = field(name);
    if (!area || area.value) return;
    area.value = draft.text;
    focused?.focus();
    if (talk.state!.viewer?.canPost && draft.sendSince && Date.now() - draft.sendSince < RETURN) void submit(name);
  }

  async function sendReport(rule: number | null, note: string) {
    const asked = talk.view.report!;
    const report = (changes: Partial<typeof asked>) => talk.look({ report: { ...asked, ...changes } });
    report({ busy: true });
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return report({ busy: false });
      await send('POST', `posts/${asked.post}/reports`, { ...(rule !== null && { rule }), note });
      report({ done: true });
    } catch (error) {
      report({ problem: problemOf(error) });
    }
  }

  talk.set({ parts: { ...talk.parts, ...writingParts }, view: { ...talk.view, canSignOut: frame.origin !== location.origin } });
  return {
    on,
    know,
    own: (post) => setState((state) => placeOwn(state, post)),
    restore,
    arrive: () => drafts.all().forEach(([name, draft]) => arriveDraft(name, draft)),
    sendAgain,
  };
}

/** Where a post goes. Its page is told along, as a claim: the site confirms it or not. */
function placeOf({ frame, state }: Conversation) {
  const { thread, site } = state!;
  const page = { url: location.href.replace(/#.*/, ''), title: document.title.slice(0, 500) };
  if (!thread.article) return { thread: thread.id };
  return { site: site.key, article: thread.article.id, ...(frame.origin !== location.origin && { page }) };
}

const targetOf = (name: ComposerKey): string | null => name.split(':')[1] ?? null;
const homeOf = ({ parent }: Send): ComposerKey => (parent ? `reply:${parent}` : 'new');
const overOf = (text: string) => Math.max(0, text.trim().length - MAX_POST);
const isSignedOut = (code: FailureCode | undefined) => code === 'not_signed_in' || code === 'session_ended';
const rest = (ms: number) => new Promise<true>((resolve) => setTimeout(resolve, ms, true));

function nameOf(target: EventTarget | null): ComposerKey | null {
  const [, kind, id] = /^text-(new|reply|edit)(?:-(.+))?$/.exec((target as HTMLElement).id) ?? [];
  return kind ? ((id ? `${kind}:${id}` : kind) as ComposerKey) : null;
}

/** Typed rather than set, so that it can be undone. */
function markIn(area: HTMLTextAreaElement, kind: Mark, link: string) {
  const { start, end, put, select } = mark(kind, { text: area.value, start: area.selectionStart, end: area.selectionEnd }, { link });
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand(put ? 'insertText' : 'delete', false, put)) area.setRangeText(put, start, end);
  area.setSelectionRange(...select);
}

function waitOf(error: unknown): number | null {
  const seconds = error instanceof ApiFailure && error.code === 'too_fast' ? (error.body.retryAfter ?? 30) : 0;
  return seconds ? Date.now() + seconds * 1000 : null;
}
