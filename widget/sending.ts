import type { PostAnswer } from '#server/posts/wire.ts';
import type { Conversation } from './conversation.ts';
import { targetOf, type Composing } from './composing.ts';
import type { Draft } from './drafts.ts';
import { once } from './once.ts';
import { problemOf } from './problem.ts';
import { rarely } from './rare.ts';
import { beginSend, dropSend, failSend, settleSend, withoutWelcome } from './sends.ts';
import type { Send, ThreadState } from './store.ts';
import { rareWords } from './thread/context.ts';
import type { ComposerKey, FailureCode } from './thread/view.ts';
import type { Pen } from './writing.ts';

/** Milliseconds for which a post that waits for its author is sent at their return: after that they decide anew. */
const RETURN = 30 * 60_000;
/** Milliseconds before a post is tried once more by itself. */
const BREATH = 1000;
/** Nobody took it, and nobody will have. */
const SILENT: FailureCode[] = ['unreachable', 'unavailable'];

/** From the button to the answer. Whatever the answer, nothing typed is lost. */
/** `saveEdit`: what is done less often. */
export function openSending(pen: Pen, composing: Composing, saveEdit: (name: ComposerKey) => Promise<void>) {
  const { talk, t, send, drafts, session, around, refresh } = pen;
  const guests = once(async () => (await rarely(talk, () => import('./guests.ts'))).openGuests({ ...pen, t: rareWords(pen) }));
  let ofAge = false;
  /** How long each took to be typed, by its client id. */
  const typed = new Map<string, number>();
  const setState = (change: (state: ThreadState) => ThreadState) => talk.set({ state: change(talk.state!) });
  const canPost = () => talk.state!.viewer?.canPost === true;

  async function submit(name: ComposerKey) {
    const { busy, waitUntil, over, picture } = composing.viewOf(name);
    if (busy === 'signing') return session.showWindow();
    // It would be left behind.
    if (picture) return talk.frame.root.querySelector<HTMLElement>('.picture :is(input, button)')?.focus();
    if (!textOf(name) || over > 0) return composing.field(name)?.focus();
    if (busy || (waitUntil && waitUntil > Date.now()) || !(await ensureSignedIn(name))) return;
    if (name.startsWith('edit:')) return saveEdit(name);
    const before = composing.viewOf(name).problem?.code;
    const orphaned = before === 'parent_gone';
    // Pressed under the question, the button is its answer.
    ofAge ||= before === 'age_undeclared';
    const typedMs = composing.typedMs(name);
    const field = voiceField(name);
    const voice = field?.value;
    const post = { clientId: crypto.randomUUID(), parent: orphaned ? null : targetOf(name), source: textOf(name), ...(voice && { voice }) };
    drafts.keep(`send:${post.clientId}`, { text: post.source, at: Date.now(), parent: post.parent, ...(voice && { voice }) });
    if (typedMs !== undefined) typed.set(post.clientId, typedMs);
    composing.clear(name);
    // For the newsroom once, not from then on.
    if (field) field.value = '';
    begin(post);
    talk.look({ said: t('busy') });
    if (name !== 'new') around.show(post.clientId);
    await deliver(post.clientId);
  }

  const textOf = (name: ComposerKey) => composing.field(name)?.value.trim() ?? '';
  const voiceField = (name: ComposerKey) => composing.field(name)?.form?.querySelector<HTMLSelectElement>('[name=voice]');
  const begin = (post: Pick<Send, 'clientId' | 'parent' | 'source' | 'voice'>, failed = false) =>
    setState((state) => beginSend(state, { ...post, at: new Date().toISOString(), failed }));

  /** Resolves to whether it arrived. A refusal gives the text back to where it was written; silence leaves it there, unsent. */
  async function deliver(clientId: string, again = true): Promise<boolean> {
    const post = talk.state!.sends[clientId]!;
    setState((state) => beginSend(state, { ...post, failed: false }));
    try {
      const { parent, source, voice } = post;
      const answer = await send<PostAnswer>('POST', 'posts', {
        ...placeOf(talk),
        parent,
        clientId,
        source,
        voice,
        typedMs: typed.get(clientId),
        ...(ofAge && { ofAge }),
      });
      drafts.drop(`send:${clientId}`);
      setState((state) => settleSend(state, answer));
      talk.look({ said: t(answer.post.state === 'held' ? 'done.held' : 'done.published') });
      talk.tell('posted', { post: answer.post.id, held: answer.post.state === 'held' });
      if (answer.post.state === 'published' && talk.state!.viewer?.welcome) sayWelcome(answer.post.id);
      return true;
    } catch (error) {
      const { code } = problemOf(error);
      if (again && (await isWorthAnother(code))) return deliver(clientId, false);
      if (SILENT.includes(code) || code === 'internal') setState((state) => failSend(state, clientId));
      else takeBack(clientId, error);
      if (DECIDED.includes(code)) await refresh().catch(() => {});
      return false;
    }
  }

  /** Their first one is out. */
  function sayWelcome(id: string) {
    setState(withoutWelcome);
    around.tell(id, t('done.first'));
  }

  async function isWorthAnother(code: FailureCode): Promise<boolean> {
    if (isSignedOut(code)) return session.refresh();
    if (!SILENT.includes(code) || !navigator.onLine) return false;
    await new Promise((resolve) => setTimeout(resolve, BREATH));
    return true;
  }

  function takeBack(clientId: string, error?: unknown) {
    const post = talk.state!.sends[clientId];
    drafts.drop(`send:${clientId}`);
    if (!post) return;
    setState((state) => dropSend(state, clientId));
    composing.giveBack(post.parent ? `reply:${post.parent}` : 'new', post.source, error);
  }

  /** Write first, sign in after: what was typed is kept, and goes as soon as somebody is there. */
  async function ensureSignedIn(name: ComposerKey): Promise<boolean> {
    if (talk.state!.viewer && !isSignedOut(composing.viewOf(name).problem?.code)) return canPost() || refuse(name);
    composing.keep(name);
    drafts.keep(name, { text: textOf(name), at: Date.now(), leftAt: Date.now() });
    composing.change(name, { busy: 'signing', problem: null });
    const signed = await enter(name).catch(() => null);
    composing.keep(name);
    if (signed === null) await composing.explain(name, { code: 'not_signed_in', message: '' });
    else composing.change(name, { busy: null, problem: null });
    return signed === true && talk.state!.viewer !== null && (canPost() || refuse(name));
  }

  /** On a publisher's page, where guests may write, a name and an address will do. */
  async function enter(name: ComposerKey): Promise<boolean> {
    const site = talk.state!.site.key;
    if (!takesGuests(talk.state!) || talk.frame.origin === location.origin) return session.signIn({ site, lang: talk.lang });
    return (await guests()).enter(name);
  }

  function refuse(name: ComposerKey): false {
    void composing.explain(name, { code: talk.state!.viewer?.refusal ?? 'forbidden', message: '' });
    return false;
  }

  /** After a reload: what was on its way goes on, what waited for its author leaves, the rest is a draft again. */
  function resume() {
    const kept = drafts.all();
    for (const [name, draft] of kept) if (!isSend(name)) resumeDraft(name, draft);
    for (const [name, draft] of kept) if (isSend(name)) resumeSend(name.slice('send:'.length), draft);
  }

  function resumeDraft(name: ComposerKey, draft: Draft) {
    composing.restore(name, draft);
    if (canPost() && isRecent(draft.leftAt)) void submit(name);
  }

  function resumeSend(clientId: string, { text: source, parent = null, voice, at }: Draft) {
    begin({ clientId, parent, source, ...(voice && { voice }) }, true);
    if (canPost() && isRecent(at)) void deliver(clientId);
    else takeBack(clientId);
  }

  /** Resolves to how many went. */
  async function sendAgain(): Promise<number> {
    const unsent = Object.values(talk.state!.sends).filter(({ failed }) => failed);
    const arrived = await Promise.all(unsent.map(({ clientId }) => deliver(clientId)));
    return arrived.filter(Boolean).length;
  }

  /** Somebody is known now, by whatever way. */
  const identified = () =>
    void guests.begun()?.then(
      ({ leave }) => leave(),
      () => {},
    );

  return { submit, deliver, takeBack, resume, sendAgain, identified };
}

/** Nobody without an account writes among subscribers, nor where a measure asks for members. */
const takesGuests = ({ site, thread: { writing, measures } }: ThreadState) =>
  site.guests &&
  (writing.state === 'closed' || writing.audience === 'members') &&
  !measures.some(({ kind }) => kind === 'subscribers' || kind === 'members');

/** Decided about them since the page was read: what, and why, comes with it anew. */
const DECIDED: FailureCode[] = ['banned', 'suspended', 'warning_unread'];

const isSend = (name: string): name is `send:${string}` => name.startsWith('send:');
export const isSignedOut = (code: FailureCode | undefined) => code === 'not_signed_in' || code === 'session_ended';
const isRecent = (at: number | undefined) => at !== undefined && Date.now() - at < RETURN;

/** Where a post goes. Its page is told along, as a claim: the site confirms it or not. */
function placeOf({ frame, state }: Conversation) {
  const { thread, site } = state!;
  if (!thread.article) return { thread: thread.id };
  const page = { url: location.href.replace(/#.*/, ''), title: document.title.slice(0, 500) };
  return { site: site.key, article: thread.article.id, ...(frame.origin !== location.origin && { page }) };
}
