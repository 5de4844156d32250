import {
  and,
  count,
  countDistinct,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  or,
  sql,
  type Column,
  type SQL,
} from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { LANES } from '../inbox/lanes.ts';
import type { InboxLane } from '../inbox/wire.ts';
import { STAFF } from '../members/policy.ts';
import type { Asked, Figures, Within } from './wire.ts';

/** Of what site, or of a thread of it or all that are held with a partner, between which moments, and what time it is. */
export type Count = { siteId: number; threadId?: number; partnerId?: number; from: Date; until: Date; now: Date };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** All that is kept of a span, from what lies in the tables now. */
export async function countFigures(reader: Reader, asked: Count): Promise<Figures> {
  return {
    ...(await countPosts(reader, asked)),
    ...(await countThreads(reader, asked)),
    joined: await countJoined(reader, asked),
    reports: await countReports(reader, asked),
    ...(await countRemoved(reader, asked)),
    ...(await countAppeals(reader, asked)),
    asked: await countAsked(reader, asked),
  };
}

/** The same of one thread, or of a partner's; what was answered, until the end of the span. Index: posts_flat. */
export async function countFiguresWithin(reader: Reader, asked: Count & ({ threadId: number } | { partnerId: number })) {
  const reports = await countReports(reader, asked);
  return { ...(await countPosts(reader, asked)), reports, ...(await countRemoved(reader, asked)), asked: await countAsked(reader, asked) };
}

/** Whether it was the newsroom, in whose voices too. */
const isOurs = (role: Column) => inArray(role, STAFF);
const isIn = (at: Column, { from, until }: Count) => and(gte(at, from), lt(at, until));
function isThere(reader: Reader, thread: Column, { threadId, partnerId }: Count) {
  if (threadId !== undefined) return eq(thread, threadId);
  if (partnerId === undefined) return undefined;
  const { threads } = reader.t;
  return inArray(thread, reader.select({ id: threads.id }).from(threads).where(eq(threads.partnerId, partnerId)));
}
export const countWhere = (condition: SQL | undefined) => sql`count(*) filter (where ${condition})`.mapWith(Number);

/** Index: posts_day, and posts_author for who wrote before. */
async function countPosts(reader: Reader, asked: Count) {
  const { posts, members } = reader.t;
  const earlier = alias(posts, 'earlier');
  const before = reader
    .select({ one: sql`1` })
    .from(earlier)
    .where(and(eq(earlier.authorId, posts.authorId), lt(earlier.id, posts.id)));
  const [theirs, first, isPublic] = [not(isOurs(members.role)), not(exists(before)), eq(posts.state, 'published')];
  const [row] = await reader
    .select({
      posts: countWhere(theirs),
      published: countWhere(and(theirs, isPublic)),
      authors: sql`count(distinct ${posts.authorId}) filter (where ${theirs})`.mapWith(Number),
      firstPosts: countWhere(and(theirs, first)),
      newVoices: countWhere(and(theirs, isPublic, first)),
      ours: countWhere(isOurs(members.role)),
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.siteId, asked.siteId), isIn(posts.createdAt, asked), isThere(reader, posts.threadId, asked)));
  return row!;
}

/** Those of the forum, by what opened them; how long each waited for somebody else's word. Index: posts_day, posts_flat. */
async function countThreads(reader: Reader, asked: Count) {
  const { posts, threads } = reader.t;
  const rows = await reader
    .select({ at: posts.createdAt, any: firstReply(reader), ours: firstReply(reader, isOurs) })
    .from(posts)
    .innerJoin(threads, and(eq(threads.id, posts.threadId), eq(threads.openingId, posts.id)))
    .where(and(eq(posts.siteId, asked.siteId), isIn(posts.createdAt, asked), eq(posts.state, 'published')));
  const within = (which: 'any' | 'ours'): Within => {
    const waits = rows.flatMap(({ at, [which]: reply }) => (reply ? [reply.getTime() - at.getTime()] : []));
    const upTo = (most: number) => waits.filter((wait) => wait <= most).length;
    return { hour: upTo(HOUR_MS), day: upTo(DAY_MS), week: upTo(7 * DAY_MS) };
  };
  return { threads: rows.length, replied: within('any'), repliedByUs: within('ours') };
}

function firstReply(reader: Reader, by?: (role: Column) => SQL) {
  const { posts, threads } = reader.t;
  const [reply, author] = [alias(posts, 'reply'), alias(reader.t.members, 'replier')];
  const first = reader
    .select({ at: reply.createdAt })
    .from(reply)
    .innerJoin(author, eq(author.id, reply.authorId))
    .where(
      and(
        eq(reply.threadId, threads.id),
        eq(reply.state, 'published'),
        sql`${reply.authorId} <> ${posts.authorId}`,
        sql`${reply.id} <> ${posts.id}`,
        by?.(author.role),
      ),
    )
    .orderBy(reply.createdAt, reply.id)
    .limit(1);
  return sql<Date | null>`(${first})`.mapWith(posts.createdAt);
}

/** Who has an account, or had one until they left. Index: members_joined. */
async function countJoined(reader: Reader, asked: Count): Promise<number> {
  const { members } = reader.t;
  const person = or(isNotNull(members.accountId), isNotNull(members.goneAt));
  return reader.$count(members, and(eq(members.siteId, asked.siteId), isIn(members.createdAt, asked), person));
}

/** Index: reports_day. */
async function countReports(reader: Reader, asked: Count): Promise<number> {
  const { reports, posts } = reader.t;
  const [row] = await reader
    .select({ n: count() })
    .from(reports)
    .innerJoin(posts, eq(posts.id, reports.postId))
    .where(and(eq(reports.siteId, asked.siteId), isIn(reports.at, asked), isThere(reader, posts.threadId, asked)));
  return row!.n;
}

/** What was undone before anybody was told of it was never done. Index: decisions_site. */
async function countRemoved(reader: Reader, asked: Count) {
  const { decisions, restrictions, members, rules, posts } = reader.t;
  const stood = or(isNull(restrictions.liftedAt), sql`${restrictions.liftedAt} > coalesce(${decisions.tellAt}, ${decisions.at})`);
  const rows = await reader
    .select({
      rule: rules.number,
      n: countDistinct(restrictions.postId),
      back: sql`count(distinct ${restrictions.postId}) filter (where ${isNotNull(restrictions.liftedAt)})`.mapWith(Number),
    })
    .from(decisions)
    .innerJoin(restrictions, eq(restrictions.decisionId, decisions.id))
    .innerJoin(members, eq(members.id, restrictions.memberId))
    .innerJoin(posts, eq(posts.id, restrictions.postId))
    .leftJoin(rules, eq(rules.id, decisions.ruleId))
    .where(
      and(
        eq(decisions.siteId, asked.siteId),
        isIn(decisions.at, asked),
        eq(restrictions.kind, 'removal'),
        isThere(reader, posts.threadId, asked),
        not(isOurs(members.role)),
        stood,
      ),
    )
    .groupBy(rules.number)
    .orderBy(rules.number);
  return {
    removed: Object.fromEntries(rows.map(({ rule, n }) => [rule ?? 'law', n])),
    givenBack: rows.reduce((sum, { back }) => sum + back, 0),
  };
}

/** Index: appeals_site. */
async function countAppeals(reader: Reader, asked: Count) {
  const { appeals } = reader.t;
  const [row] = await reader
    .select({ appeals: count(), reversed: countWhere(inArray(appeals.state, ['reversed', 'partly'])) })
    .from(appeals)
    .where(and(eq(appeals.siteId, asked.siteId), isIn(appeals.at, asked)));
  return row!;
}

/** What was asked of the newsroom, but what readers no longer find. Index: inbox_items_waiting. */
async function countAsked(reader: Reader, asked: Count): Promise<Record<InboxLane, Asked>> {
  const { inboxItems, posts } = reader.t;
  const { lane, answeredAt, dueAt } = inboxItems;
  const inTime = sql`${answeredAt} <= ${dueAt}`;
  const rows = await reader
    .select({
      lane,
      n: count(),
      answered: countWhere((asked.threadId ?? asked.partnerId) ? lt(answeredAt, asked.until) : isNotNull(answeredAt)),
      over: countWhere(or(lt(dueAt, asked.now), inTime)),
      inTime: countWhere(inTime),
    })
    .from(inboxItems)
    .leftJoin(posts, eq(posts.id, inboxItems.postId))
    .where(
      and(
        eq(inboxItems.siteId, asked.siteId),
        inArray(inboxItems.state, ['open', 'waiting', 'done']),
        inArray(lane, LANES),
        isIn(inboxItems.openedAt, asked),
        isThere(reader, posts.threadId, asked),
        or(isNull(inboxItems.postId), eq(posts.state, 'published')),
      ),
    )
    .groupBy(lane);
  const byLane = new Map(rows.map(({ lane: name, ...figures }) => [name, figures]));
  const of = (name: InboxLane): Asked => byLane.get(name) ?? { n: 0, answered: 0, over: 0, inTime: 0 };
  return Object.fromEntries(LANES.map((name) => [name, of(name)])) as Record<InboxLane, Asked>;
}
