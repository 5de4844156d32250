import { and, eq, gte, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { dateIn, daysAfter, hourOfWeek, momentAt } from '../time/wall-time.ts';
import { READERS } from './filter.ts';
import type { RetentionRow } from './wire.ts';

const WEEKS = 12;
const DAYS = [1, 7, 30] as const;

/**
 * Of those who joined in each week on the site's calendar, Monday first, how many wrote or reported 1, 7 and 30 days later or after;
 * null while not all of them have been here for so long. Who left stays among those who joined.
 */
export async function retentionOn(reader: Reader, site: { id: number; timeZone: string }, now: Date): Promise<RetentionRow[]> {
  const { members } = reader.t;
  const today = dateIn(now, site.timeZone);
  const monday = daysAfter(today, -Math.floor(hourOfWeek(now, site.timeZone) / 24));
  const weeks = Array.from({ length: WEEKS }, (_, i) => daysAfter(monday, -7 * i));
  const beginOf = (day: string) => momentAt(`${day}T00:00`, site.timeZone);
  const rows = await reader
    .select({ at: members.createdAt, activeOn: members.lastActiveOn })
    .from(members)
    .where(
      and(
        eq(members.siteId, site.id),
        inArray(members.role, [...READERS]),
        or(isNotNull(members.accountId), isNotNull(members.goneAt)),
        gte(members.createdAt, beginOf(weeks.at(-1)!)),
        lt(members.createdAt, beginOf(daysAfter(today, 1))),
      ),
    );
  const joined = rows.map(({ at, activeOn }) => ({ day: dateIn(at, site.timeZone), activeOn }));
  return weeks.map((week) => {
    const end = daysAfter(week, 6);
    const theirs = joined.filter(({ day }) => week <= day && day <= end);
    const [day1, day7, day30] = DAYS.map((days) =>
      daysAfter(end, days) > today
        ? null
        : theirs.filter(({ day, activeOn }) => activeOn !== null && activeOn >= daysAfter(day, days)).length,
    );
    return { week, joined: theirs.length, day1: day1!, day7: day7!, day30: day30! };
  });
}
