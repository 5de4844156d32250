import type { Draft } from './drafts.ts';
import { once } from './once.ts';
import { problemOf } from './problem.ts';
import { rarely } from './rare.ts';
import { keepPlace } from './sends.ts';
import { fieldId } from './thread/Composer.tsx';
import { MAX_POST, restingComposer, type ComposerKey, type ComposerView, type Problem } from './thread/view.ts';
import type { Pen } from './writing.ts';

/** Milliseconds of quiet after which what was typed is kept. */
const QUIET = 400;

export type Composing = ReturnType<typeof openComposing>;

/** The composers of a thread. Their text lives in their textareas, and in what is kept. */
export function openComposing({ talk, drafts }: Pen) {
  const { root, mount } = talk.frame;
  let resting: ReturnType<typeof setTimeout> | undefined;
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

  /** Below what is there. */
  function append(name: ComposerKey, text: string) {
    const before = (field(name)?.value ?? drafts.read(name)?.text ?? '').trimEnd();
    open(name, '');
    write(name, before ? `${before}\n\n${text}` : text);
  }

  /** Instead of what is there; `at`: where the hand goes on. */
  function write(name: ComposerKey, text: string, at = text.length) {
    const area = field(name);
    if (!area) return;
    area.value = text;
    area.focus();
    area.setSelectionRange(at, at);
    keep(name);
    change(name, { over: overOf(text), preview: null, draftAt: null });
  }

  /** What was last typed in, if anything is there. */
  const inHand = () => (latest && field(latest)?.value.trim() ? latest : null);

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
    write(home, meanwhile && meanwhile !== text ? `${text}\n\n${meanwhile}` : text);
    if (error) void explain(home, problemOf(error));
  }

  const refusals = once(async () => (await rarely(talk, () => import('./refusals.ts'))).openRefusals(talk, { change, field, viewOf }));
  /** Says beside it what went wrong: in few words, where those for it do not come. */
  async function explain(name: ComposerKey, problem: Problem) {
    const ready = await refusals().catch(() => null);
    change(name, { busy: null, problem });
    ready?.count(name, problem);
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
  signal.addEventListener('abort', leave);
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
    write(name, head + after, head.length);
  }

  return {
    field,
    put,
    viewOf,
    change,
    open,
    answerTo,
    append,
    inHand,
    cancel,
    clear,
    keep,
    giveBack,
    explain,
    reword: (name: ComposerKey) => void refusals().then((ready) => ready.reword(name)),
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
