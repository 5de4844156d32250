import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { countedAts, firstDay } from './queries.ts';
import { afterSpan, beforeSpan, monthBegins, type Span } from './spans.ts';

/** Days after which nothing that a day asked for is awaited: an answer within a week, and a night. */
const SETTLES = 8;

export type Due = { siteId: number; span: Span; begins: string; timeZone: string };

/** What is to be counted of a site, the latest first: days that are over, months with the one that goes on. */
export async function dueOf(reader: Reader, site: Pick<Site, 'id' | 'timeZone' | 'createdAt'>, now: Date): Promise<Due[]> {
  const { id: siteId, timeZone } = site;
  const today = dateIn(now, timeZone);
  const counted = await countedAts(reader, site);
  const first = await firstDay(reader, site);
  const unsettled = (span: Span, begins: string) => afterSpan(span, begins) >= daysAfter(today, 1 - SETTLES);
  const isDue = (span: Span, begins: string) => {
    const at = counted.get(`${span} ${begins}`);
    return !at || (unsettled(span, begins) && dateIn(at, timeZone) < today);
  };
  const spans = (span: Span, from: string, until: string): Due[] => {
    const due: Due[] = [];
    for (let begins = from; begins >= until; begins = beforeSpan(span, begins))
      if (isDue(span, begins)) due.push({ siteId, span, begins, timeZone });
    return due;
  };
  return [...spans('day', daysAfter(today, -1), first), ...spans('month', monthBegins(today), monthBegins(first))];
}
