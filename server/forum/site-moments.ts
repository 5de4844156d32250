import type { Typed } from '../accounts/form.tsx';
import { dateFormat } from '../i18n/date-format.ts';
import { momentAt } from '../notifications/evening.ts';

/** What was typed as clocks show it where the site is, as moments; what is none stays as it was typed, to be refused. */
export function withMoments(typed: Typed, names: readonly string[], timeZone: string): Record<string, string | null> {
  const read = (text: string | undefined) => {
    if (!text) return null;
    const at = momentAt(text, timeZone);
    return Number.isNaN(at.getTime()) ? text : at.toISOString();
  };
  return { ...typed, ...Object.fromEntries(names.map((name) => [name, read(typed[name])])) };
}

/** For a field of that sort: 2026-11-22T18:00, there. */
export const localOf = (at: Date | null, timeZone: string): string =>
  at ? dateFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T') : '';
