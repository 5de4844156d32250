import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import type { TestimonyState } from './wire.ts';

export const TESTIMONIES_PAGE = 50;
const TAKEN_AT_ONCE = 500;
/** Of years; and a house of two hundred. */
const [MOST_CALLS, MOST_COLLEAGUES] = [200, 200];
export const STATES = ['new', 'read', 'contacted', 'kept', 'published', 'set_aside'] as const satisfies TestimonyState[];

export type Call = Reader['t']['testimonyCalls']['$inferSelect'];
export type Agreement = Reader['t']['agreements']['$inferSelect'];
export type TestimonyRow = Awaited<ReturnType<typeof testimoniesFrom>>[number];

export async function callIn(reader: Reader, threadId: number): Promise<Call | null> {
  const { testimonyCalls } = reader.t;
  const [row] = await reader.select().from(testimonyCalls).where(eq(testimonyCalls.threadId, threadId));
  return row ?? null;
}

/** Who reads the answers of a call whose readers are named. */
export function readersOf(reader: Reader, threadId: number) {
  const { testimonyReaders, members } = reader.t;
  return reader
    .select({ id: members.id, uid: members.uid, name: members.name })
    .from(testimonyReaders)
    .innerJoin(members, eq(members.id, testimonyReaders.memberId))
    .where(eq(testimonyReaders.threadId, threadId))
    .orderBy(asc(members.name));
}

export const isAnswered = async (reader: Reader, threadId: number) =>
  (await reader.$count(reader.t.testimonies, eq(reader.t.testimonies.threadId, threadId))) > 0;

function testimoniesFrom(reader: Reader) {
  const { testimonies, members } = reader.t;
  const [assignees, changers] = [alias(members, 'assignees'), alias(members, 'changers')];
  return reader
    .select({
      id: testimonies.id,
      uid: testimonies.uid,
      threadId: testimonies.threadId,
      memberId: testimonies.memberId,
      author: members.name,
      authorUid: members.uid,
      answers: testimonies.answers,
      state: testimonies.state,
      version: testimonies.version,
      assigneeUid: assignees.uid,
      assignee: assignees.name,
      changedBy: changers.name,
      sentAt: testimonies.sentAt,
      editedAt: testimonies.editedAt,
      keptUntil: testimonies.keptUntil,
    })
    .from(testimonies)
    .innerJoin(members, eq(members.id, testimonies.memberId))
    .leftJoin(assignees, eq(assignees.id, testimonies.assigneeId))
    .leftJoin(changers, eq(changers.id, testimonies.changedById));
}

export type Wanted = { threadId: number; states: readonly TestimonyState[]; assigneeId?: number | undefined };

/** The latest first; one more than a page, to know whether there are more. */
export function testimoniesPage(reader: Reader, wanted: Wanted, before: Cursor | null) {
  const { testimonies } = reader.t;
  return testimoniesFrom(reader)
    .where(and(isWanted(reader, wanted), before ? lt(testimonies.id, before.id) : undefined))
    .orderBy(desc(testimonies.id))
    .limit(TESTIMONIES_PAGE + 1);
}

/** The first one first, some hundreds at a time: for who takes all of them along. */
export function testimoniesAfter(reader: Reader, wanted: Wanted, id: number) {
  const { testimonies } = reader.t;
  return testimoniesFrom(reader)
    .where(and(isWanted(reader, wanted), gt(testimonies.id, id)))
    .orderBy(asc(testimonies.id))
    .limit(TAKEN_AT_ONCE);
}

export const countWanted = (reader: Reader, wanted: Wanted) => reader.$count(reader.t.testimonies, isWanted(reader, wanted));

const isWanted = ({ t: { testimonies } }: Reader, { threadId, states, assigneeId }: Wanted) =>
  and(
    eq(testimonies.threadId, threadId),
    inArray(testimonies.state, states),
    assigneeId === undefined ? undefined : eq(testimonies.assigneeId, assigneeId),
  );

export async function findTestimony(reader: Reader, threadId: number, by: string | { memberId: number }): Promise<TestimonyRow | null> {
  const { testimonies } = reader.t;
  const which = typeof by === 'string' ? eq(testimonies.uid, by) : eq(testimonies.memberId, by.memberId);
  const [row] = await testimoniesFrom(reader).where(and(eq(testimonies.threadId, threadId), which));
  return row ?? null;
}

export async function countsOf(reader: Reader, threadId: number): Promise<Record<TestimonyState, number>> {
  const { testimonies } = reader.t;
  const rows = await reader
    .select({ state: testimonies.state, n: count() })
    .from(testimonies)
    .where(eq(testimonies.threadId, threadId))
    .groupBy(testimonies.state);
  return Object.fromEntries(STATES.map((state) => [state, rows.find((row) => row.state === state)?.n ?? 0])) as Record<
    TestimonyState,
    number
  >;
}

export function notesOf(reader: Reader, testimonyId: number) {
  const { testimonyNotes, members } = reader.t;
  return reader
    .select({ by: members.name, text: testimonyNotes.text, at: testimonyNotes.at })
    .from(testimonyNotes)
    .innerJoin(members, eq(members.id, testimonyNotes.byId))
    .where(eq(testimonyNotes.testimonyId, testimonyId))
    .orderBy(asc(testimonyNotes.id));
}

/** With the address of what is public of each. */
export async function agreementsOf(reader: Reader, by: { testimonyId: number } | { memberId: number }) {
  const { agreements, posts, threads } = reader.t;
  return reader
    .select({ agreement: agreements, post: posts.uid, postState: posts.state, thread: threads.uid, title: threads.title })
    .from(agreements)
    .innerJoin(threads, eq(threads.id, agreements.threadId))
    .leftJoin(posts, eq(posts.id, agreements.postId))
    .where('testimonyId' in by ? eq(agreements.testimonyId, by.testimonyId) : eq(agreements.memberId, by.memberId))
    .orderBy(desc(agreements.id));
}
export type AgreementRow = Awaited<ReturnType<typeof agreementsOf>>[number];

export async function findAgreement(reader: Reader, uid: string): Promise<Agreement | null> {
  const { agreements } = reader.t;
  const [row] = await reader.select().from(agreements).where(eq(agreements.uid, uid));
  return row ?? null;
}

/** What one member has sent, on one site, the latest first. */
export function testimoniesBy(reader: Reader, memberId: number) {
  const { testimonies, threads, testimonyCalls } = reader.t;
  return reader
    .select({
      thread: threads.uid,
      title: threads.title,
      closesAt: testimonyCalls.closesAt,
      sentAt: testimonies.sentAt,
      keptUntil: testimonies.keptUntil,
    })
    .from(testimonies)
    .innerJoin(threads, eq(threads.id, testimonies.threadId))
    .innerJoin(testimonyCalls, eq(testimonyCalls.threadId, testimonies.threadId))
    .where(eq(testimonies.memberId, memberId))
    .orderBy(desc(testimonies.id));
}

/** Whether something of an answer is published; a post that its writer took away is not. */
export async function isStanding(reader: Reader, testimonyId: number): Promise<boolean> {
  const { agreements, posts } = reader.t;
  const rows = await reader
    .select({ id: agreements.id })
    .from(agreements)
    .innerJoin(posts, eq(posts.id, agreements.postId))
    .where(and(eq(agreements.testimonyId, testimonyId), eq(agreements.state, 'agreed'), ne(posts.state, 'deleted')))
    .limit(1);
  return rows.length > 0;
}

/** A post that quotes what somebody agreed to: nobody changes a word of it. */
export const isAgreedText = async (reader: Reader, postId: number) =>
  (await reader.$count(reader.t.agreements, eq(reader.t.agreements.postId, postId))) > 0;

/** Calls of a site, the last to close first, with what is new in each. */
export function callsOf(reader: Reader, siteId: number) {
  const { testimonyCalls, threads, testimonies } = reader.t;
  const sum = (condition?: SQL) =>
    sql<number>`(select count(*) from ${testimonies} where ${and(eq(testimonies.threadId, testimonyCalls.threadId), condition)})`.mapWith(
      Number,
    );
  return reader
    .select({
      thread: { id: threads.id, uid: threads.uid, title: threads.title, siteId: threads.siteId, spaceId: threads.spaceId },
      closesAt: testimonyCalls.closesAt,
      answers: sum(),
      fresh: sum(eq(testimonies.state, 'new')),
    })
    .from(testimonyCalls)
    .innerJoin(threads, eq(threads.id, testimonyCalls.threadId))
    .where(eq(testimonyCalls.siteId, siteId))
    .orderBy(desc(testimonyCalls.closesAt), desc(testimonyCalls.threadId))
    .limit(MOST_CALLS);
}

/** Whom an answer can be given to, and who can be named among its readers. */
export function newsroomOf(reader: Reader, siteId: number) {
  const { members } = reader.t;
  return reader
    .select({ uid: members.uid, name: members.name })
    .from(members)
    .where(and(eq(members.siteId, siteId), isNull(members.goneAt), inArray(members.role, ['journalist', 'moderator', 'manager', 'admin'])))
    .orderBy(asc(members.name))
    .limit(MOST_COLLEAGUES);
}
