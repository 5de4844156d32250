import { and, asc, eq, inArray, min } from 'drizzle-orm';
import { openCounts, type Beat } from '../cases/list.ts';
import type { Deps } from '../deps.ts';
import type { Reader } from '../db/database.ts';
import { figuresOf } from '../figures/queries.ts';
import type { Staff } from '../http/who.ts';
import { promisesOf } from '../inbox/lanes.ts';
import { beatOf } from '../inbox/policy.ts';
import { presentCounts } from '../inbox/present.ts';
import { actsOn, asksReview } from '../planning/policy.ts';
import { presentItem } from '../planning/present.ts';
import { itemsBetween, itemsToReview } from '../planning/queries.ts';
import { isFor } from '../rights.ts';
import { dateIn, dayStart, daysAfter } from '../time/wall-time.ts';
import { healthOf, NEEDED } from './health.ts';
import { risingThreads } from './rising.ts';
import type { HealthWire, HomeWire, WaitingWire } from './wire.ts';

/** What needs who asks now, as far as it is theirs: of the spaces they moderate, and of the whole site only to who has all of it. */
export async function readHome(deps: Deps, staff: Staff): Promise<HomeWire> {
  const { db, now } = deps;
  const { site, spaces } = staff;
  const day = dateIn(now(), site.timeZone);
  const beat = { siteId: site.id, spaces };
  const [today, tomorrow, reviews, waiting, rising, health] = await Promise.all([
    itemsOn(deps, staff, day),
    itemsOn(deps, staff, daysAfter(day, 1)),
    reviewsOf(deps, staff),
    waitingIn(db.read, staff, beat),
    risingThreads(deps, site, beat),
    spaces === null ? readHealth(deps, staff, day) : null,
  ]);
  return { day, today, tomorrow, reviews, waiting, rising, health };
}

async function itemsOn(deps: Deps, staff: Staff, day: string) {
  const { id, timeZone } = staff.site;
  if (!isFor('GET /api/v1/calendar', staff.member.role)) return [];
  const span = { from: dayStart(day, timeZone), until: dayStart(daysAfter(day, 1), timeZone) };
  return (await itemsBetween(deps.db.read, id, span)).map((record) => presentItem(deps, staff, record));
}

async function reviewsOf(deps: Deps, staff: Staff) {
  const { site, member } = staff;
  const records = await itemsToReview(deps.db.read, site.id);
  const theirs = records.filter(({ item }) => actsOn(item, member, asksReview(site)).includes('approve'));
  return theirs.map((record) => presentItem(deps, staff, record));
}

async function waitingIn(reader: Reader, staff: Staff, beat: Beat): Promise<WaitingWire[]> {
  const [queue, oldest, inbox] = await Promise.all([
    openCounts(reader, beat),
    oldestCase(reader, beat),
    presentCounts(reader, beatOf(staff), staff.member.id),
  ]);
  const promises = promisesOf(staff.site.settings);
  return [
    { lane: 'queue', n: queue.all, oldest: oldest?.toISOString() ?? null, promise: null },
    ...inbox.shown.map((lane) => ({ lane, ...inbox.lanes[lane], promise: promises[lane] })),
  ];
}

/** Of each kind the first: two looks at cases_lane. In some spaces, at all that is open there: cases_queue. */
export async function oldestCase(reader: Reader, { siteId, spaces }: Beat): Promise<Date | null> {
  const { cases } = reader.t;
  const isOpen = and(eq(cases.siteId, siteId), eq(cases.state, 'open'));
  if (spaces) {
    const [row] = await reader
      .select({ at: min(cases.openedAt) })
      .from(cases)
      .where(and(isOpen, inArray(cases.spaceId, spaces)));
    return row?.at ?? null;
  }
  const firsts = await Promise.all(
    (['held', 'reported'] as const).map((kind) =>
      reader
        .select({ at: cases.openedAt })
        .from(cases)
        .where(and(isOpen, eq(cases.kind, kind)))
        .orderBy(asc(cases.openedAt), asc(cases.id))
        .limit(1),
    ),
  );
  const times = firsts.flat().map(({ at }) => at.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

async function readHealth({ db }: Deps, { site }: Staff, day: string): Promise<HealthWire | null> {
  const yesterday = daysAfter(day, -1);
  return healthOf(await figuresOf(db.read, site, { span: 'day', first: daysAfter(day, -NEEDED), last: yesterday }), yesterday);
}
