import type { Draft } from './drafts.ts';
import { ownWords } from './quoting.ts';
import { problemOf } from './problem.ts';
import { rarely } from './rare.ts';
import { keepPlace } from './sends.ts';
import { fieldId } from './thread/Composer.tsx';
import { quotation } from './thread/quotation.ts';
import { MAX_POST, restingComposer, type ComposerKey, type ComposerView, type FailureCode } from './thread/view.ts';
import type { Pen } from './writing.ts';

/** Milliseconds of quiet after which what was typed is kept. */
const QUIET = 400;
/** Seconds to wait where a refusal does not say. */
const A_WHILE = 30;

export type Composing = ReturnType<typeof openComposing>;

/** The composers of a thread. Their text lives in their textareas, and in what is kept. */
export function openComposing({ talk, t, send, drafts }: Pen) {
  const { root, mount } = talk.frame;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  /** When each was first typed in; null where its text was there before. */
  const begun = new Map<ComposerKey, number | null>();
  let latest: ComposerKey | null = null;

  const field = (name: ComposerKey) => root.getElementById(fieldId(name)) as HTMLTextAreaElement | null;
  const viewOf = (name: ComposerKey) => talk.view.composers[name] ?? restingComposer;
  const change = (name: ComposerKey, changes: Partial<ComposerView>) =>
    talk.look({ composers: { ...talk.view.composers, [name]: { ...viewOf(name), ...changes } } });
  const hold = (name: ComposerKey, kept: boolean) => {
    const target = targetOf(name);
    if (target) talk.set({ state: keepPlace(talk.state!, target, kept) });
  };

  function open(name: ComposerKey, text: string) {
    hold(name, true);
    change(name, { over: overOf(text) });
    const area = field(name);
    if (!area) return;
    if (!area.value) area.value = text;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /** What answers the opening is a root. */
  const answerTo = (id: string): ComposerKey => (id === talk.state!.thread.opening ? 'new' : `reply:${id}`);

  /** Into what was last typed in, if anything is there; else into an answer to it. */
  function quote(id: string, passage: string | null) {
    const { author } = talk.state!.posts[id]!;
    const text = passage ?? ownWords(root.getElementById(`p-${id}`));
    const cited = quotation({ name: author!.name, url: `${talk.state!.site.url}/p/${id}`, text }, (link) => t('quoteBy', { link }));
    const name = latest && field(latest)?.value.trim() ? latest : answerTo(id);
    const before = (field(name)?.value ?? drafts.read(name)?.text ?? '').trimEnd();
    open(name, '');
    const area = field(name);
    if (!area) return;
    area.value = before ? `${before}\n\n${cited}` : cited;
    area.setSelectionRange(area.value.length, area.value.length);
    area.focus();
    keep(name);
    change(name, { over: overOf(area.value) });
  }

  function close(name: ComposerKey) {
    const { [name]: _, ...composers } = talk.view.composers;
    talk.look({ composers });
    hold(name, false);
  }

  /** Leaves nothing behind, and the keyboard where it came from. */
  function cancel(name: ComposerKey) {
    drafts.drop(name);
    close(name);
    root
      .getElementById(`p-${targetOf(name)}`)
      ?.querySelector<HTMLElement>('.acts :is(button, a, summary)')
      ?.focus();
  }

  function clear(name: ComposerKey) {
    drafts.drop(name);
    begun.delete(name);
    field(name)!.value = '';
    if (name === 'new') change(name, restingComposer);
    else close(name);
  }

  function keep(name: ComposerKey) {
    clearTimeout(resting);
    const text = field(name)?.value;
    if (text?.trim()) drafts.keep(name, { text, at: Date.now() });
    else if (text !== undefined) drafts.drop(name);
  }

  /** Gives a text back to where it was written, before what is there by now: it was written first. */
  function giveBack(name: ComposerKey, text: string, error?: unknown) {
    const target = targetOf(name);
    const home = target && !talk.state!.posts[target] ? 'new' : name;
    open(home, '');
    const area = field(home);
    if (!area) return drafts.keep(home, { text, at: Date.now() });
    begun.set(home, null);
    const meanwhile = area.value.trim();
    area.value = meanwhile && meanwhile !== text ? `${text}\n\n${meanwhile}` : text;
    keep(home);
    change(home, { over: overOf(area.value), draftAt: null });
    if (error) void explain(home, error);
  }

  /** Says beside it what went wrong; where that is haste, counts the wait down. */
  async function explain(name: ComposerKey, error: unknown) {
    const problem = problemOf(error);
    if (problem.nudge) await bringNudge().catch(() => {});
    const seconds = problem.code === 'too_fast' ? (problem.retryAfter ?? A_WHILE) : 0;
    change(name, { busy: null, problem, waitUntil: seconds ? Date.now() + seconds * 1000 : null });
    clearInterval(ticking);
    if (seconds) ticking = setInterval(tick, 1000);
  }

  async function bringNudge() {
    const { Nudge } = await rarely(talk, () => import('./thread/Nudge.tsx'));
    talk.set({ parts: { ...talk.parts, Nudge } });
  }

  function tick() {
    const waiting = Object.entries(talk.view.composers).filter(([, { waitUntil }]) => waitUntil !== null);
    const over = waiting.filter(([, { waitUntil }]) => waitUntil! <= Date.now());
    if (waiting.length === over.length) clearInterval(ticking);
    const free = over.map(([name, composer]) => [name, { ...composer, waitUntil: null, problem: null }] as const);
    talk.look({ composers: { ...talk.view.composers, ...Object.fromEntries(free) }, ...(over.length > 0 && { said: t('ready') }) });
  }

  /** What stood against sending is gone. */
  function forgive(code: FailureCode) {
    const stopped = Object.entries(talk.view.composers).filter(([, { problem }]) => problem?.code === code);
    for (const [name] of stopped) change(name as ComposerKey, { problem: null });
    field((stopped[0]?.[0] ?? 'new') as ComposerKey)?.focus();
  }

  async function preview(name: ComposerKey) {
    if (viewOf(name).preview !== null) return change(name, { preview: null });
    const source = field(name)!.value.trim();
    if (!source) return field(name)!.focus();
    try {
      const { html } = await send<{ html: string }>('POST', 'preview', { source });
      change(name, { preview: html, problem: null });
    } catch (error) {
      change(name, { problem: problemOf(error) });
    }
  }

  /** Back to the text, on the words that it is about. */
  function reword(name: ComposerKey) {
    const area = field(name)!;
    const [passage = ''] = viewOf(name).problem?.nudge?.passages ?? [];
    change(name, { problem: null });
    area.focus();
    const at = area.value.indexOf(passage);
    if (passage && at >= 0) area.setSelectionRange(at, at + passage.length);
  }

  /** After a reload: back in its place, unless something is being written there. */
  function restore(name: ComposerKey, draft: Draft) {
    const target = targetOf(name);
    if (target && !talk.state!.posts[target]) return;
    hold(name, true);
    change(name, { draftAt: draft.at, over: overOf(draft.text) });
    begun.set(name, null);
    const area = field(name);
    if (area && !area.value) area.value = draft.text;
  }

  /** What was begun on another device: where nothing is there, it opens; where something is, it follows. */
  function show(name: ComposerKey, draft: Draft) {
    const area = field(name);
    if (!area?.value) return restore(name, draft);
    const [from, to] = [area.selectionStart, area.selectionEnd];
    area.value = draft.text;
    area.setSelectionRange(from, to);
    change(name, { over: overOf(draft.text), draftAt: draft.at });
  }

  function typed({ target }: Event) {
    const name = nameOf(target);
    if (!name) return;
    latest = name;
    clearTimeout(resting);
    resting = setTimeout(keep, QUIET, name);
    if (!begun.has(name)) begun.set(name, Date.now());
    const over = overOf((target as HTMLTextAreaElement).value);
    const { over: before, preview: shown, problem } = viewOf(name);
    const reworded = problem?.nudge !== undefined;
    if (over !== before || shown !== null || reworded || !(name in talk.view.composers))
      change(name, { over, preview: null, draftAt: null, ...(reworded && { problem: null }) });
  }

  function leave() {
    // Who leaves to sign in has theirs kept already, to be sent at their return.
    for (const name of Object.keys(talk.view.composers) as ComposerKey[]) if (viewOf(name).busy !== 'signing') keep(name);
  }

  const { signal } = talk;
  mount.addEventListener('input', typed, { signal });
  addEventListener('pagehide', leave, { signal });
  signal.addEventListener('abort', () => {
    leave();
    clearInterval(ticking);
  });
  // Whatever was typed before this part came.
  if (field('new')?.value) {
    begun.set('new', null);
    keep('new');
  }

  /** On a line by itself, where the hand is. */
  function put(name: ComposerKey, line: string) {
    const area = field(name)!;
    const [before, after] = [area.value.slice(0, area.selectionStart).trimEnd(), area.value.slice(area.selectionEnd).trimStart()];
    const head = before ? `${before}\n\n${line}\n\n` : `${line}\n\n`;
    area.value = head + after;
    area.focus();
    area.setSelectionRange(head.length, head.length);
    keep(name);
    change(name, { over: overOf(area.value), preview: null });
  }

  return {
    field,
    put,
    viewOf,
    change,
    open,
    answerTo,
    quote,
    cancel,
    clear,
    keep,
    giveBack,
    explain,
    forgive,
    preview,
    reword,
    restore,
    show,
    /** Milliseconds since the first touch; undefined where what is there was not typed here from the start. */
    typedMs: (name: ComposerKey) => {
      const began = begun.get(name);
      return began ? Date.now() - began : undefined;
    },
    discard(name: ComposerKey) {
      clear(name);
      field(name)?.focus();
    },
  };
}

/** What a composer answers or changes. */
export const targetOf = (name: ComposerKey): string | null => name.split(':')[1] ?? null;

/** The composer that a textarea is. */
export function nameOf(target: EventTarget | null): ComposerKey | null {
  const [, kind, id] = /^text-(new|reply|edit)(?:-(.+))?$/.exec((target as HTMLElement).id) ?? [];
  return kind ? ((id ? `${kind}:${id}` : kind) as ComposerKey) : null;
}

const overOf = (text: string) => Math.max(0, text.trim().length - MAX_POST);
