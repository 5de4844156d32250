import { and, desc, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import { preparedRows, type Database, type Reader, type Writer } from '../db/database.ts';
import { earlierThan, type Cursor } from '../http/cursor.ts';
import { isTellable } from './may-tell.ts';

export const NOTICES_PAGE = 30;
/** Of one mail: more is a page to read, not a letter. */
const MAIL_MAX = 50;
/** Days for which a notification is kept: what it tells of has its own place. */
const KEEP_DAYS = 180;

export type NoticeRow = Awaited<ReturnType<typeof noticesPage>>[number];

/** Unread ones, of what may still be read. Asked for each page of ours: one prepared read on a small partial index. */
export async function countUnread(reader: Reader, memberId: number, now: Date): Promise<number> {
  const { notifications, posts, threads } = reader.t;
  const query = preparedRows(reader, 'unread notices', () =>
    reader
      .select({ id: notifications.id })
      .from(notifications)
      .innerJoin(posts, eq(posts.id, notifications.postId))
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(
        and(
          eq(notifications.memberId, sql.placeholder('memberId')),
          sql`${notifications.readAt} is null`,
          isTellable(reader, sql.param(sql.placeholder('now'), threads.opensAt)),
        ),
      )
      .limit(UNREAD_MAX),
  );
  return (await query({ memberId, now })).length;
}

/** Counting on is no use to anybody. */
export const UNREAD_MAX = 100;

function noticesFrom(reader: Reader) {
  const { notifications, posts, members, threads, articles, meetings } = reader.t;
  return reader
    .select({
      id: notifications.id,
      uid: notifications.uid,
      kind: notifications.kind,
      key: notifications.key,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
      postUid: posts.uid,
      state: posts.state,
      html: posts.html,
      authorUid: members.uid,
      authorName: members.name,
      authorPhoto: members.photo,
      threadTitle: threads.title,
      articleTitle: articles.title,
      articleKey: articles.key,
      startsAt: meetings.startsAt,
      startZone: meetings.timeZone,
    })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(meetings, eq(meetings.threadId, threads.id));
}

/** Latest first; `before` is the last of the page before. */
export function noticesPage(reader: Reader, memberId: number, { before, now }: { before: Cursor | null; now: Date }) {
  const { notifications } = reader.t;
  return noticesFrom(reader)
    .where(
      and(
        eq(notifications.memberId, memberId),
        before ? earlierThan(notifications.createdAt, notifications.id, before) : undefined,
        isTellable(reader, now),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(NOTICES_PAGE + 1);
}

/** What has not left by mail and nobody has read meanwhile. */
export function waitingNotices(reader: Reader, memberId: number, now: Date) {
  const { notifications } = reader.t;
  return noticesFrom(reader)
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.mailedAt), isNull(notifications.readAt), isTellable(reader, now)))
    .orderBy(desc(notifications.id))
    .limit(MAIL_MAX);
}

/** What devices show of a thread: what they were handed and nobody has read meanwhile, the latest first. Who reacts rings none. */
export function unreadIn(reader: Reader, { memberId, threadId, now }: { memberId: number; threadId: number; now: Date }) {
  const { notifications, posts } = reader.t;
  return noticesFrom(reader)
    .where(
      and(
        eq(notifications.memberId, memberId),
        eq(posts.threadId, threadId),
        ne(notifications.kind, 'reactions'),
        isNotNull(notifications.pushedAt),
        isNull(notifications.readAt),
        isTellable(reader, now),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(UNREAD_MAX);
}

/** What was decided, by the inside ids that the notifications' keys name. */
export async function decisionsTold(reader: Reader, rows: Pick<NoticeRow, 'kind' | 'key'>[]) {
  const ids = rows.flatMap(({ kind, key }) => (kind === 'decision' ? [Number(key.slice('decision:'.length))] : []));
  if (ids.length === 0) return new Map<string, never>();
  const { decisions, restrictions, statements, rules } = reader.t;
  const found = await reader
    .select({ id: decisions.id, verdict: decisions.verdict, statement: statements.uid, ruleNumber: rules.number, ruleTitle: rules.title })
    .from(decisions)
    .leftJoin(restrictions, eq(restrictions.decisionId, decisions.id))
    .leftJoin(statements, eq(statements.restrictionId, restrictions.id))
    .leftJoin(rules, eq(rules.id, decisions.ruleId))
    .where(inArray(decisions.id, ids));
  return new Map(found.map((row) => [`decision:${row.id}`, row]));
}

/** One of a member's own. */
export async function findNotice(reader: Reader, memberId: number, { uid, now }: { uid: string; now: Date }) {
  const { notifications } = reader.t;
  const [row] = await noticesFrom(reader).where(
    and(eq(notifications.memberId, memberId), eq(notifications.uid, uid), isTellable(reader, now)),
  );
  return row ?? null;
}

/** One of a member's, or all up to one. */
export async function markRead(tx: Writer, memberId: number, which: { only: number } | { upTo: number }, at: Date) {
  const { notifications } = tx.t;
  const chosen = 'only' in which ? eq(notifications.id, which.only) : lte(notifications.id, which.upTo);
  await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.readAt), chosen));
}

/** They left, or never will: nothing up to here waits for a mail any more. */
export async function settleMails(tx: Writer, memberId: number, upTo: number, at: Date) {
  const { notifications } = tx.t;
  await tx
    .update(notifications)
    .set({ mailedAt: at })
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.mailedAt), lte(notifications.id, upTo)));
}

export async function lastWaiting(reader: Reader, memberId: number): Promise<number | null> {
  const { notifications } = reader.t;
  const [row] = await reader
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.mailedAt)))
    .orderBy(desc(notifications.id))
    .limit(1);
  return row?.id ?? null;
}

export async function paceOf(reader: Reader, memberId: number) {
  const { members, sites } = reader.t;
  const [row] = await reader
    .select({ uid: members.uid, siteId: members.siteId, pace: members.mailPace, timeZone: sites.timeZone })
    .from(members)
    .innerJoin(sites, eq(sites.id, members.siteId))
    .where(eq(members.id, memberId));
  return row ?? null;
}

export type Pace = NonNullable<Awaited<ReturnType<typeof paceOf>>>['pace'];

export async function setPace(tx: Writer, member: { id: number } | { uid: string }, mailPace: Pace): Promise<boolean> {
  const { members } = tx.t;
  const set = await tx
    .update(members)
    .set({ mailPace })
    .where(and('id' in member ? eq(members.id, member.id) : eq(members.uid, member.uid), isNull(members.goneAt)))
    .returning({ id: members.id });
  return set.length > 0;
}

export const purgeNotices = (db: Database, now: Date) =>
  db.write(
    async (tx) =>
      void (await tx.delete(tx.t.notifications).where(lte(tx.t.notifications.createdAt, new Date(now.getTime() - KEEP_DAYS * 86_400_000)))),
  );
