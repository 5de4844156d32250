// The queue: lanes and filters, read from the index `cases_queue`, whatever they ask.
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { readCursor, writeCursor, type Cursor } from '../http/cursor.ts';
import type { HeldReason } from '../posts/wire.ts';
import { casesBy, type CaseRecord } from './queries.ts';
import { bitsOf } from './reasons.ts';
import type { Lane, LaneCounts } from './wire.ts';

export const CASES_PAGE = 30;
/** Beyond this, a number tells nobody anything; up to it, counting costs the same however many there are. */
const MOST_COUNTED = 1000;

/** Whose cases a moderator sees: a site's, or those of some of its spaces. */
export type Beat = { siteId: number; spaces: number[] | null };

/** `CaseFilter`, by inside ids and dates. */
export type Narrowing = {
  section?: string | undefined;
  spaceId?: number | undefined;
  threadId?: number | undefined;
  reason?: HeldReason | undefined;
  language?: string | undefined;
  openedBefore?: Date | undefined;
  score?: number | undefined;
};

type Asked = { lane: Lane; filter: Narrowing; me: number; after: Place | null };

/** Where a page of the open ones goes on: the law's first, then by urgency. */
type Place = Cursor & { legal: boolean };

export const placeAfter = ({ legal, urgency, decidedAt, id }: CaseRecord) =>
  `${legal ? 1 : 0}${writeCursor({ value: (decidedAt ?? urgency)!.getTime(), id })}`;

export function readPlace(text: string | undefined): Place | null {
  const cursor = readCursor(text?.slice(1));
  return cursor && { ...cursor, legal: text!.startsWith('1') };
}

/** A page, and one case more where others follow. Open ones by urgency, the law's first; decided ones latest first. */
export async function casesPage(reader: Reader, beat: Beat, asked: Asked): Promise<CaseRecord[]> {
  if (asked.lane === 'done') return casesBy(reader, await decidedIds(reader, beat, asked));
  const ids: number[] = [];
  for (const legal of [true, false]) {
    if (ids.length <= CASES_PAGE && !(asked.after && legal && !asked.after.legal))
      ids.push(...(await openIds(reader, beat, { ...asked, legal, limit: CASES_PAGE + 1 - ids.length })));
  }
  return casesBy(reader, ids);
}

/** One direction a range: both halves are read in the order of the index. */
async function openIds(reader: Reader, beat: Beat, { lane, filter, me, after, legal, limit }: Asked & { legal: boolean; limit: number }) {
  const { cases } = reader.t;
  const at = after?.legal === legal ? new Date(after.value) : null;
  const rows = await reader
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(
        ...openIn(reader, beat, lane, me),
        eq(cases.legal, legal),
        ...narrowed(reader, filter),
        at ? or(gt(cases.urgency, at), and(eq(cases.urgency, at), gt(cases.id, after!.id))) : undefined,
      ),
    )
    .orderBy(asc(cases.urgency), asc(cases.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

async function decidedIds(reader: Reader, { siteId, spaces }: Beat, { filter, after }: Asked) {
  const { cases } = reader.t;
  const at = after && new Date(after.value);
  const rows = await reader
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(
        eq(cases.siteId, siteId),
        eq(cases.state, 'decided'),
        inTheir(reader, spaces),
        ...narrowed(reader, filter),
        at ? or(lt(cases.decidedAt, at), and(eq(cases.decidedAt, at), lt(cases.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(cases.decidedAt), desc(cases.id))
    .limit(CASES_PAGE + 1);
  return rows.map(({ id }) => id);
}

function openIn(reader: Reader, { siteId, spaces }: Beat, lane: Lane, me: number): (SQL | undefined)[] {
  const { cases } = reader.t;
  const lanes: Partial<Record<Lane, SQL>> = {
    held: eq(cases.kind, 'held'),
    reported: eq(cases.kind, 'reported'),
    appeals: and(eq(cases.legal, true), isNotNull(cases.appealId))!,
    escalated: isNotNull(cases.escalatedAt),
    mine: eq(cases.assigneeId, me),
  };
  return [eq(cases.siteId, siteId), isOpen(reader), inTheir(reader, spaces), lanes[lane]];
}

/** Written out: by a parameter, SQLite would not know that the partial indexes of the rare ones serve. */
const isOpen = ({ t: { cases } }: Reader) => sql`${cases.state} = 'open'`;

const inTheir = ({ t: { cases } }: Reader, spaces: number[] | null) => (spaces ? inArray(cases.spaceId, spaces) : undefined);

function narrowed({ t: { cases } }: Reader, filter: Narrowing): (SQL | undefined)[] {
  const { section, spaceId, threadId, reason, language, openedBefore, score } = filter;
  return [
    section === undefined ? undefined : eq(cases.section, section),
    spaceId === undefined ? undefined : eq(cases.spaceId, spaceId),
    threadId === undefined ? undefined : eq(cases.threadId, threadId),
    reason && sql`(${cases.reasonBits} & ${sql.raw(String(bitsOf([reason])))}) <> 0`,
    language === undefined ? undefined : eq(cases.language, language),
    openedBefore && lte(cases.openedAt, openedBefore),
    score === undefined ? undefined : gte(cases.weight, score),
  ];
}

/** What all of a beat see alike. */
export async function openCounts(reader: Reader, beat: Beat): Promise<Omit<LaneCounts, 'mine'>> {
  if (beat.spaces) return countsInSpaces(reader, beat);
  const lanes = ['all', 'held', 'reported', 'appeals', 'escalated'] as const;
  const counts = await Promise.all(lanes.map((lane) => countIn(reader, beat, lane, 0)));
  return Object.fromEntries(lanes.map((lane, i) => [lane, counts[i]!])) as Omit<LaneCounts, 'mine'>;
}

/** Of some spaces, none of the ways in is short: one look at all that is open, instead of five. */
async function countsInSpaces(reader: Reader, { siteId, spaces }: Beat): Promise<Omit<LaneCounts, 'mine'>> {
  const { cases } = reader.t;
  const upTo = (condition: SQL) => sql`count(*) filter (where ${condition})`.mapWith((n) => Math.min(Number(n), MOST_COUNTED));
  const [row] = await reader
    .select({
      all: upTo(sql`true`),
      held: upTo(eq(cases.kind, 'held')),
      reported: upTo(eq(cases.kind, 'reported')),
      appeals: upTo(isNotNull(cases.appealId)),
      escalated: upTo(isNotNull(cases.escalatedAt)),
    })
    .from(cases)
    .where(and(eq(cases.siteId, siteId), isOpen(reader), inTheir(reader, spaces)));
  return row!;
}

export const mineCount = (reader: Reader, beat: Beat, me: number) => countIn(reader, beat, 'mine', me);

async function countIn(reader: Reader, beat: Beat, lane: Lane, me: number): Promise<number> {
  const { cases } = reader.t;
  const some = reader
    .select({ id: cases.id })
    .from(cases)
    .where(and(...openIn(reader, beat, lane, me)))
    .limit(MOST_COUNTED)
    .as('some');
  const [row] = await reader.select({ n: sql`count(*)`.mapWith(Number) }).from(some);
  return row!.n;
}
