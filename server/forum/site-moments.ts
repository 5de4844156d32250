import type { Typed } from '../accounts/form.tsx';
import { momentAt } from '../time/wall-time.ts';

/** What was typed as clocks show it where the site is, as moments; what is none stays as it was typed, to be refused. */
export function withMoments(typed: Typed, names: readonly string[], timeZone: string): Record<string, string | null> {
  const read = (text: string | undefined) => {
    if (!text) return null;
    const at = momentAt(text, timeZone);
    return Number.isNaN(at.getTime()) ? text : at.toISOString();
  };
  return { ...typed, ...Object.fromEntries(names.map((name) => [name, read(typed[name])])) };
}
