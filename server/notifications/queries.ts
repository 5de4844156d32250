import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, max, min, ne, sql } from 'drizzle-orm';
import { preparedRows, type Database, type Reader, type Writer } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { countUnreadMessages } from '../inbox/queries.ts';
import { countUnreadRooms } from '../mediations/queries.ts';
import { isTellable } from './may-tell.ts';

export const NOTICES_PAGE = 30;
/** Days for which a notification is kept: what it tells of has its own place. */
const KEEP_DAYS = 180;

export type NoticeRow = Awaited<ReturnType<typeof noticesFrom>>[number];
/** What is told together, by the latest of it: how many, and of whom, the latest first. */
export type NoticeGroup = NoticeRow & { count: number; names: string[] };

/** Unread ones, of what may still be read, those that come together as one, what the newsroom wrote to them, and rooms where something is new. Asked for each page of ours: one prepared read on a small partial index. */
export async function countUnread(reader: Reader, memberId: number, now: Date): Promise<number> {
  const { notifications, posts, threads } = reader.t;
  const query = preparedRows(reader, 'unread notices', () =>
    reader
      .select({ gather: notifications.gather })
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
      .groupBy(notifications.gather, alone(reader))
      .limit(UNREAD_MAX),
  );
  return (
    (await query({ memberId, now })).length + (await countUnreadMessages(reader, memberId)) + (await countUnreadRooms(reader, memberId))
  );
}

/** Counting on is no use to anybody. */
export const UNREAD_MAX = 100;

/** What is gathered with nothing is a group of its own. */
const alone = ({ t: { notifications } }: Reader) => sql`case when ${notifications.gather} is null then ${notifications.id} end`;

export function noticesFrom(reader: Reader) {
  const { notifications, posts, members, threads, articles, spaces, meetings } = reader.t;
  return reader
    .select({
      id: notifications.id,
      uid: notifications.uid,
      kind: notifications.kind,
      key: notifications.key,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
      memberId: notifications.memberId,
      gather: notifications.gather,
      mailedAt: notifications.mailedAt,
      postUid: posts.uid,
      reactions: posts.reactions,
      thanks: posts.thanks,
      threadId: posts.threadId,
      space: spaces.name,
      section: articles.section,
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
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .leftJoin(meetings, eq(meetings.threadId, threads.id));
}

/**
 * Latest first, what is gathered as one: all that is unread, and what was read at one moment. `before` is the last of the
 * page before.
 */
export async function noticesPage(
  reader: Reader,
  memberId: number,
  { before, now }: { before: Cursor | null; now: Date },
): Promise<NoticeGroup[]> {
  const { notifications, posts, threads } = reader.t;
  const last = max(notifications.id);
  const groups = await reader
    .select({ last, first: min(notifications.id), count: count() })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(notifications.memberId, memberId), isTellable(reader, now)))
    .groupBy(notifications.gather, notifications.readAt, alone(reader))
    .having(before ? lt(last, before.id) : undefined)
    .orderBy(desc(last))
    .limit(NOTICES_PAGE + 1);
  const ids = groups.map((group) => group.last!);
  if (ids.length === 0) return [];
  const rows = await noticesFrom(reader).where(inArray(notifications.id, ids)).orderBy(desc(notifications.id));
  const names = await namesIn(reader, memberId, { gathers: rows.flatMap(({ gather }) => gather ?? []), now });
  return rows.map((row, i) => {
    const { first, count } = groups[i]!;
    const said = names.filter(({ gather, id }) => gather === row.gather && id >= first! && id <= row.id);
    return { ...row, count, names: count > 1 ? [...new Set(said.map(({ name }) => name))] : [row.authorName] };
  });
}

/** Authors of one page; of more nobody reads the names. */
const MOST_NAMES = 1000;

async function namesIn(reader: Reader, memberId: number, { gathers, now }: { gathers: string[]; now: Date }) {
  if (gathers.length === 0) return [];
  const { notifications, posts, threads, members } = reader.t;
  const id = max(notifications.id);
  const rows = await reader
    .select({ gather: notifications.gather, name: members.name, id })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(notifications.memberId, memberId), inArray(notifications.gather, gathers), isTellable(reader, now)))
    .groupBy(notifications.gather, notifications.readAt, members.id, members.name)
    .orderBy(desc(id))
    .limit(MOST_NAMES);
  return rows.map((row) => ({ ...row, id: row.id! }));
}

/** The earliest that is unread of what is told together: where to go on reading. */
export async function firstUnread(reader: Reader, { memberId, gather, postUid }: NoticeRow, now: Date): Promise<string> {
  const { notifications } = reader.t;
  if (gather === null) return postUid;
  const [row] = await noticesFrom(reader)
    .where(
      and(eq(notifications.memberId, memberId), eq(notifications.gather, gather), isNull(notifications.readAt), isTellable(reader, now)),
    )
    .orderBy(asc(notifications.id))
    .limit(1);
  return row?.postUid ?? postUid;
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
export async function markRead(
  tx: Writer,
  memberId: number,
  which: { only: Pick<NoticeRow, 'id' | 'gather'> } | { upTo: number },
  at: Date,
) {
  const { notifications } = tx.t;
  const chosen = 'only' in which ? together(tx, which.only) : lte(notifications.id, which.upTo);
  await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.readAt), chosen));
}

const together = ({ t: { notifications } }: Reader, { id, gather }: Pick<NoticeRow, 'id' | 'gather'>) =>
  gather === null ? eq(notifications.id, id) : and(eq(notifications.gather, gather), lte(notifications.id, id));

/** How somebody wants to be told. */
export async function settingsOf(reader: Reader, memberId: number) {
  const { members, noticeSettings } = reader.t;
  const [row] = await reader
    .select({
      mailPace: members.mailPace,
      paces: noticeSettings.paces,
      timeZone: noticeSettings.timeZone,
      digestAt: noticeSettings.digestAt,
      quiet: noticeSettings.quiet,
      followsWritten: noticeSettings.followsWritten,
      review: noticeSettings.review,
      lettersSince: noticeSettings.lettersSince,
    })
    .from(members)
    .leftJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
    .where(eq(members.id, memberId));
  return { ...row!, followsWritten: row!.followsWritten ?? true, review: row!.review ?? false };
}

export const purgeNotices = (db: Database, now: Date) =>
  db.write(
    async (tx) =>
      void (await tx.delete(tx.t.notifications).where(lte(tx.t.notifications.createdAt, new Date(now.getTime() - KEEP_DAYS * 86_400_000)))),
  );
