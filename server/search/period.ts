/** From the first moment on, until before the second. */
export type Period = { from: Date | null; until: Date | null };

/** `y2026`, `m202611`: marks of when a post was written (UTC), by which a search in a common word skips what is out of its dates. */
export const yearOf = (at: Date) => `y${at.getUTCFullYear()}`;
export const monthOf = (at: Date) => `m${at.toISOString().slice(0, 7).replace('-', '')}`;

/** Before then nobody commented anything. */
const FIRST_YEAR = 1995;
/** A longer time is named by its years. */
const MOST_MONTHS = 24;

/** The marks that what was written in a period has one of; a little more than the period, at both ends. */
export function marksOf({ from, until }: Period, now: Date): string[] {
  const first = from ?? new Date(Date.UTC(FIRST_YEAR, 0));
  const last = until && until < now ? until : now;
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth() + 1;
  if (months <= 0) return [monthOf(first)];
  return months <= MOST_MONTHS ? each(months, first, monthOf, 1) : each(Math.ceil(months / 12) + 1, first, yearOf, 12);
}

const each = (count: number, first: Date, mark: (at: Date) => string, step: number) =>
  Array.from({ length: count }, (_, i) => mark(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i * step))));

/** `2026`, `2026-11`, `2026-11-22`, `22/11/2026`: when that began, where the site is; null for what is no date. */
export function beginOf(text: string, timeZone: string): Date | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const [, y = year, m = month ?? '1', d = day ?? '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? [];
  if (!y) return null;
  const at = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const isDate = at.getUTCMonth() === Number(m) - 1 && at.getUTCDate() === Number(d) && Number(y) > 0;
  return isDate ? new Date(at.getTime() - offsetOf(at, timeZone)) : null;
}

/** How far clocks there are ahead of UTC, in ms. */
function offsetOf(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')!.value) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
}
