// Days and months on the calendar of a place, by their first day (YYYY-MM-DD).
import { dayStart, daysAfter } from '../time/wall-time.ts';

export type Span = 'day' | 'month';

export const monthBegins = (day: string) => `${day.slice(0, 7)}-01`;

/** The first day after it. */
export const afterSpan = (span: Span, begins: string) => (span === 'day' ? daysAfter(begins, 1) : monthBegins(daysAfter(begins, 31)));

/** The first day of the one before. */
export const beforeSpan = (span: Span, begins: string) => (span === 'day' ? daysAfter(begins, -1) : monthBegins(daysAfter(begins, -1)));

/** From its first moment to its last. */
export const momentsOf = (span: Span, begins: string, timeZone: string) => ({
  from: dayStart(begins, timeZone),
  until: dayStart(afterSpan(span, begins), timeZone),
});
