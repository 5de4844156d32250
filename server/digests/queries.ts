import { and, desc, eq, gt, isNull, like } from 'drizzle-orm';
import { campaignsOf } from '../audience/queries.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { GIVEN_UP } from '../events/outbox.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn } from '../time/wall-time.ts';
import { keysOf, PAGE } from './spread.ts';
import { SOURCE } from './write-digest.ts';
import type { DigestFigures, DigestRow } from './wire.ts';

/** Of a list: half a year of a weekly letter, and some. */
const MOST = 50;

/** Whether one that has still to be written to its readers has more of them than a page. */
export async function leavesToMany(reader: Reader): Promise<boolean> {
  const { digests } = reader.t;
  return (await reader.$count(digests, and(isNull(digests.spreadAt), gt(digests.wanted, PAGE)))) > 0;
}

/** Those that left, the latest first. */
export async function lettersOn(deps: Deps, site: Site): Promise<DigestRow[]> {
  const rows = await digestRows(deps.db.read, site.id, null);
  const figures = await figuresOf(deps, site, rows);
  return rows.map((row, i) => ({
    item: row.item,
    title: row.title,
    to: row.audience.name,
    at: row.startedAt.toISOString(),
    figures: figures[i]!,
  }));
}

/** What became of the letter of an item; null where it has not left. */
export async function letterOf(deps: Deps, site: Site, itemId: number): Promise<DigestFigures | null> {
  const rows = await digestRows(deps.db.read, site.id, itemId);
  return (await figuresOf(deps, site, rows))[0] ?? null;
}

type Row = Awaited<ReturnType<typeof digestRows>>[number];

function digestRows(reader: Reader, siteId: number, itemId: number | null) {
  const { digests, calendarItems } = reader.t;
  const { id, title, audience, campaign, wanted, sent, stopped, startedAt, calledOffAt, spreadAt } = digests;
  return reader
    .select({ id, title, audience, campaign, wanted, sent, stopped, startedAt, calledOffAt, spreadAt, item: calendarItems.uid })
    .from(digests)
    .innerJoin(calendarItems, eq(calendarItems.id, digests.itemId))
    .where(and(eq(digests.siteId, siteId), itemId === null ? undefined : eq(digests.itemId, itemId)))
    .orderBy(desc(digests.id))
    .limit(MOST);
}

async function figuresOf({ db: { read }, now }: Deps, site: Site, rows: Row[]): Promise<DigestFigures[]> {
  if (rows.length === 0) return [];
  const brought = await campaignsOf(read, site.id, { from: '', to: dateIn(now(), site.timeZone) });
  const ours = new Map(brought.flatMap((one) => (one.source === SOURCE.utm_source ? [[one.campaign, one]] : [])));
  const figures: DigestFigures[] = [];
  for (const { id, campaign, wanted, sent, stopped, calledOffAt, spreadAt } of rows) {
    const { waiting, refused } = await leftIn(read, id);
    const { visits = 0, posts = 0, follows = 0 } = ours.get(campaign) ?? {};
    const calledOff = calledOffAt !== null;
    const unwritten = spreadAt === null && !calledOff ? Math.max(0, wanted - sent - waiting - refused) : 0;
    figures.push({ wanted, sent, waiting: calledOff ? 0 : waiting + unwritten, refused, stopped, calledOff, visits, posts, follows });
  }
  return figures;
}

/** Of its entries: those that will be tried, and those that no server will have. */
async function leftIn(reader: Reader, id: number): Promise<{ waiting: number; refused: number }> {
  const { outbox } = reader.t;
  const theirs = like(outbox.key, `${keysOf(id)}%`);
  const refused = await reader.$count(outbox, and(theirs, eq(outbox.runAt, GIVEN_UP)));
  return { waiting: (await reader.$count(outbox, theirs)) - refused, refused };
}
