// What the server does not take, and why: fetched with the first refusal.
import type { Composing } from './composing.ts';
import type { Conversation } from './conversation.ts';
import { rareWords } from './thread/context.ts';
import { refusalParts } from './thread/refusal-parts.tsx';
import type { ComposerKey, Problem } from './thread/view.ts';

/** Seconds to wait where a refusal does not say. */
const A_WHILE = 30;

/** Beside what it happened to, in their own words. */
export function openRefusals(talk: Conversation, { change, field, viewOf }: Pick<Composing, 'change' | 'field' | 'viewOf'>) {
  const t = rareWords({ t: talk.t! });
  let ticking: ReturnType<typeof setInterval> | undefined;
  talk.set({ parts: { ...talk.parts, ...refusalParts } });
  talk.signal.addEventListener('abort', () => clearInterval(ticking));

  /** Where it was haste, counts the wait down. */
  function count(name: ComposerKey, { code, retryAfter = A_WHILE }: Problem) {
    change(name, { waitUntil: code === 'too_fast' ? Date.now() + retryAfter * 1000 : null });
    clearInterval(ticking);
    if (code === 'too_fast') ticking = setInterval(tick, 1000);
  }

  function tick() {
    const waiting = Object.entries(talk.view.composers).filter(([, { waitUntil }]) => waitUntil !== null);
    const over = waiting.filter(([, { waitUntil }]) => waitUntil! <= Date.now());
    if (waiting.length === over.length) clearInterval(ticking);
    const free = over.map(([name, composer]) => [name, { ...composer, waitUntil: null, problem: null }] as const);
    talk.look({ composers: { ...talk.view.composers, ...Object.fromEntries(free) }, ...(over.length > 0 && { said: t('ready') }) });
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

  return { count, reword };
}
