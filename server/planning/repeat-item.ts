import { and, asc, desc, eq, gt, isNull, notInArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { clockOf, daysAfter, momentAt } from '../time/wall-time.ts';
import { changeItem } from './change-item.ts';
import { readItem } from './present.ts';
import type { ItemRecord } from './queries.ts';
import type { ItemWire } from './wire.ts';

/** How far ahead what comes again stands in the calendar: a month, and the week that one looks at. */
const AHEAD_DAYS = 35;
/** Items of one run of one series. */
const BATCH = 12;

type Item = ItemRecord['item'];

/**
 * It comes again every so many weeks, on its day and at its hour by the clocks of the site, each time as an item of its own that is made like
 * the latest before it. Refuses as changeItem, and `invalid` without a moment.
 */
export async function repeatItem(
  deps: Deps,
  staff: Staff,
  { id, version, weeks }: { id: string; version: number; weeks: number },
): Promise<ItemWire> {
  const { timeZone, id: siteId } = staff.site;
  const uid = deps.newId();
  await changeItem(deps, staff, {
    id,
    version,
    act: 'repeat',
    how: ({ item }) => {
      if (item.at === null) throw new Refusal('invalid', { fields: { at: ['field.required'] } });
      const begins = clockOf(item.at, timeZone);
      const day = begins.slice(0, 10);
      const also = async (tx: Writer) => {
        const { calendarItems, calendarSeries } = tx.t;
        const row = { uid, siteId, weeks, begins, madeUntil: day };
        const [series] = await tx.insert(calendarSeries).values(row).returning({ seriesId: calendarSeries.id });
        await tx
          .update(calendarItems)
          .set({ ...series!, day })
          .where(eq(calendarItems.id, item.id));
      };
      return { set: {}, before: { series: null }, also };
    },
  });
  await makeRepeated(deps);
  return readItem(deps, staff, id);
}

/** After this one it does not come again: those to come that nobody touched are taken out. Refuses as changeItem. */
export const endRepeating = (deps: Deps, staff: Staff, { id, version }: { id: string; version: number }) =>
  changeItem(deps, staff, {
    id,
    version,
    act: 'change',
    how: ({ item: { seriesId, day }, series }) => {
      if (seriesId === null) throw new Refusal('invalid', { fields: { weeks: ['field.wrong'] } });
      const also = async (tx: Writer) => {
        const { calendarItems, calendarSeries } = tx.t;
        await tx.update(calendarSeries).set({ endedAt: deps.now() }).where(eq(calendarSeries.id, seriesId));
        const untouched = and(eq(calendarItems.version, 1), notInArray(calendarItems.state, ['published', 'reviewed']));
        await tx.delete(calendarItems).where(and(eq(calendarItems.seriesId, seriesId), gt(calendarItems.day, day!), untouched));
      };
      return { set: { seriesId: null, day: null }, before: { series }, also };
    },
  });

/** Makes those of every series that are near enough, each once whoever runs it. */
export async function makeRepeated(deps: Deps) {
  const { calendarSeries, sites } = deps.db.read.t;
  const going = await deps.db.read
    .select({ series: calendarSeries, timeZone: sites.timeZone })
    .from(calendarSeries)
    .innerJoin(sites, eq(sites.id, calendarSeries.siteId))
    .where(isNull(calendarSeries.endedAt))
    .orderBy(asc(calendarSeries.id));
  const near = (timeZone: string) => daysAfter(clockOf(deps.now(), timeZone).slice(0, 10), AHEAD_DAYS);
  for (const { series, timeZone } of going) {
    if (daysAfter(series.madeUntil, series.weeks * 7) > near(timeZone)) continue;
    const work = (tx: Writer) => makeNext(deps, tx, { seriesId: series.id, timeZone, until: near(timeZone) });
    const made = await deps.db.write(work, { lock: `calendar:${series.siteId}` });
    for (const item of made) deps.bus.emit('calendar.changed', { siteId: series.siteId, item });
  }
}

type Next = { seriesId: number; timeZone: string; until: string };

async function makeNext({ now, newId }: Deps, tx: Writer, { seriesId, timeZone, until }: Next): Promise<string[]> {
  const { calendarSeries, calendarItems } = tx.t;
  const [series] = await tx.select().from(calendarSeries).where(eq(calendarSeries.id, seriesId));
  const [latest] = await tx
    .select()
    .from(calendarItems)
    .where(eq(calendarItems.seriesId, seriesId))
    .orderBy(desc(calendarItems.day))
    .limit(1);
  // Of what nothing is left nothing is made.
  if (!series || !latest || series.endedAt) {
    await tx.update(calendarSeries).set({ endedAt: now() }).where(eq(calendarSeries.id, seriesId));
    return [];
  }
  const days: string[] = [];
  for (let day = daysAfter(series.madeUntil, series.weeks * 7); day <= until && days.length < BATCH; day = daysAfter(day, series.weeks * 7))
    days.push(day);
  const rows = days.map((day) => ({
    ...likeness(latest),
    uid: newId(),
    day,
    at: momentAt(`${day}T${series.begins.slice(11)}`, timeZone),
    createdAt: now(),
  }));
  const future = rows.filter(({ at }) => at > now()).map((row) => ({ ...row, clientId: row.uid }));
  if (future.length > 0) await tx.insert(calendarItems).values(future).onConflictDoNothing();
  if (days.length > 0)
    await tx
      .update(calendarSeries)
      .set({ madeUntil: days.at(-1)! })
      .where(eq(calendarSeries.id, seriesId));
  return future.map(({ uid }) => uid);
}

/** Its words, as far as somebody approved them; nothing of what became of it. */
function likeness(item: Item) {
  const state =
    item.state === 'published' || item.state === 'reviewed'
      ? ('scheduled' as const)
      : item.state === 'review'
        ? ('draft' as const)
        : item.state;
  const checklist = item.checklist.map(({ text }) => ({ text, done: false }));
  const dates = { answersFrom: null, answersUntil: null, closesAt: null, remindsAt: null };
  return { ...item, id: undefined, state, checklist, dates, version: 1, problem: null, threadId: null, postId: null, publishedAt: null };
}
