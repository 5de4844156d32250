import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Cursor } from '../http/cursor.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { Answer } from './wire.ts';

export type Meeting = Reader['t']['meetings']['$inferSelect'];
export type Attendance = Reader['t']['attendances']['$inferSelect'];

export const MEETINGS_PAGE = 20;
/** Of one calendar. */
const CALENDAR_MAX = 500;
/** Names beside the count: a glance. */
const NAMES = 30;

export async function meetingIn(reader: Reader, threadId: number): Promise<Meeting | null> {
  const { meetings } = reader.t;
  const [row] = await reader.select().from(meetings).where(eq(meetings.threadId, threadId));
  return row ?? null;
}

/** The same; refuses `not_found` where the thread is no event. */
export async function requireMeeting(reader: Reader, threadId: number): Promise<Meeting> {
  const meeting = await meetingIn(reader, threadId);
  if (!meeting) throw new Refusal('not_found');
  return meeting;
}

/** Those that everybody may read, with what their thread is called. */
function listed(reader: Reader, now: Date, where: SQL | undefined) {
  const { meetings, threads } = reader.t;
  return reader
    .select({ meeting: meetings, uid: threads.uid, title: threads.title, openingId: threads.openingId })
    .from(meetings)
    .innerJoin(threads, eq(threads.id, meetings.threadId))
    .where(and(where, isVisibleThread(reader, now)));
}
export type ListedMeeting = Awaited<ReturnType<typeof meetingsPage>>[number];

type Asked = { siteId: number; when: 'upcoming' | 'past'; now: Date };

/** What is under way and to come, the next first; or what is over, the last first. One more than a page. Index: meetings_site. */
export function meetingsPage(reader: Reader, { siteId, when, now }: Asked, after: Cursor | null) {
  const { meetings } = reader.t;
  const upcoming = when === 'upcoming';
  const value = after && sql.param(new Date(after.value), meetings.startsAt);
  const further = upcoming
    ? sql`(${meetings.startsAt}, ${meetings.threadId}) > (${value}, ${after?.id})`
    : sql`(${meetings.startsAt}, ${meetings.threadId}) < (${value}, ${after?.id})`;
  const order = upcoming ? asc : desc;
  return listed(
    reader,
    now,
    and(eq(meetings.siteId, siteId), upcoming ? gt(meetings.endsAt, now) : lte(meetings.endsAt, now), after ? further : undefined),
  )
    .orderBy(order(meetings.startsAt), order(meetings.threadId))
    .limit(MEETINGS_PAGE + 1);
}

/** Not over yet, and on at some moment between two; not what is cancelled. */
export function meetingsBetween(reader: Reader, siteId: number, { from, until, now }: { from: Date; until: Date; now: Date }) {
  const { meetings } = reader.t;
  return listed(
    reader,
    now,
    and(
      eq(meetings.siteId, siteId),
      lt(meetings.startsAt, until),
      gt(meetings.endsAt, from > now ? from : now),
      isNull(meetings.cancelledAt),
    ),
  )
    .orderBy(asc(meetings.startsAt), asc(meetings.threadId))
    .limit(MEETINGS_PAGE);
}

type Calendar = { siteId: number; threadId?: number; memberId?: number; since: Date; now: Date };

/**
 * A site's, from a while ago on, or one of them; of a member: those they said yes to, or perhaps, or wait for, with what they
 * said. What is cancelled is there, to be crossed out.
 */
export async function calendarOf(reader: Reader, { siteId, threadId, memberId, since, now }: Calendar) {
  const { meetings, attendances, threads, posts } = reader.t;
  const said = and(eq(attendances.threadId, meetings.threadId), eq(attendances.memberId, memberId ?? 0));
  const rows = await reader
    .select({ meeting: meetings, uid: threads.uid, title: threads.title, html: posts.html, answer: attendances.answer })
    .from(meetings)
    .innerJoin(threads, eq(threads.id, meetings.threadId))
    .leftJoin(posts, and(eq(posts.id, threads.openingId), eq(posts.state, 'published')))
    .leftJoin(attendances, said)
    .where(
      and(
        eq(meetings.siteId, siteId),
        threadId === undefined ? undefined : eq(meetings.threadId, threadId),
        gt(meetings.endsAt, since),
        isVisibleThread(reader, now),
        memberId === undefined ? undefined : inArray(attendances.answer, ['yes', 'maybe', 'waiting']),
      ),
    )
    .orderBy(desc(meetings.startsAt), desc(meetings.threadId))
    .limit(CALENDAR_MAX);
  return rows.toReversed();
}
export type CalendarRow = Awaited<ReturnType<typeof calendarOf>>[number];

export async function attendanceOf(reader: Reader, threadId: number, memberId: number): Promise<Attendance | null> {
  const { attendances } = reader.t;
  const [row] = await reader
    .select()
    .from(attendances)
    .where(and(eq(attendances.threadId, threadId), eq(attendances.memberId, memberId)));
  return row ?? null;
}

/** What a member said of each of these. */
export async function answersOf(reader: Reader, threadIds: number[], memberId: number): Promise<Map<number, Attendance>> {
  const { attendances } = reader.t;
  if (threadIds.length === 0) return new Map();
  const rows = await reader
    .select()
    .from(attendances)
    .where(and(inArray(attendances.threadId, threadIds), eq(attendances.memberId, memberId)));
  return new Map(rows.map((row) => [row.threadId, row]));
}

/** How many wait before this turn. */
export function waitingBefore(reader: Reader, threadId: number, turn: number): Promise<number> {
  const { attendances } = reader.t;
  return reader.$count(attendances, and(eq(attendances.threadId, threadId), eq(attendances.answer, 'waiting'), lt(attendances.turn, turn)));
}

/** Of those who come and want it known, the first; less whoever `viewerId` ignores. */
export function namesOf(reader: Reader, threadId: number, viewerId: number | null) {
  const { attendances, members, ignores } = reader.t;
  const ignored = reader
    .select({ id: ignores.ignoredId })
    .from(ignores)
    .where(eq(ignores.memberId, viewerId ?? 0));
  return reader
    .select({ id: members.uid, name: members.name })
    .from(attendances)
    .innerJoin(members, eq(members.id, attendances.memberId))
    .where(
      and(
        eq(attendances.threadId, threadId),
        eq(attendances.answer, 'yes'),
        eq(attendances.named, true),
        isNull(members.goneAt),
        viewerId === null ? undefined : sql`${members.id} not in ${ignored}`,
      ),
    )
    .orderBy(asc(attendances.answeredAt), asc(attendances.id))
    .limit(NAMES);
}

/** Those who wait, in their order. */
export function waitingIn(tx: Writer, threadId: number): Promise<Attendance[]> {
  const { attendances } = tx.t;
  return tx
    .select()
    .from(attendances)
    .where(and(eq(attendances.threadId, threadId), eq(attendances.answer, 'waiting')))
    .orderBy(asc(attendances.turn));
}

/** For the newsroom: by their names, who said no last. */
export function attendancesOf(reader: Reader, threadId: number, said: Answer[]) {
  const { attendances, members } = reader.t;
  const name = sql<string>`coalesce(${attendances.walkIn}, ${members.name})`;
  return reader
    .select({
      uid: attendances.uid,
      name,
      memberUid: members.uid,
      answer: attendances.answer,
      turn: attendances.turn,
      cameAt: attendances.cameAt,
      answeredAt: attendances.answeredAt,
    })
    .from(attendances)
    .leftJoin(members, eq(members.id, attendances.memberId))
    .where(and(eq(attendances.threadId, threadId), inArray(attendances.answer, said)))
    .orderBy(asc(attendances.turn), asc(sql`lower(${name})`), asc(attendances.id));
}
export type AttendanceRow = Awaited<ReturnType<typeof attendancesOf>>[number];

/** Whose reminder is due: of the day before, or of the hour before. Index: meetings_start. */
export function remindersDue(reader: Reader, now: Date, { day, hour }: { day: number; hour: number }) {
  const { meetings } = reader.t;
  const within = (ms: number) => lte(meetings.startsAt, new Date(now.getTime() + ms));
  return reader
    .select({ threadId: meetings.threadId })
    .from(meetings)
    .where(
      and(
        gt(meetings.startsAt, now),
        within(day),
        isNull(meetings.cancelledAt),
        or(isNull(meetings.dayToldAt), and(within(hour), isNull(meetings.hourToldAt))),
      ),
    );
}
