import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { spaceRules } from '../threads/queries.ts';
import { MAX_PINNED } from '../threads/marks.ts';
import { isVisibleThread } from '../threads/visible.ts';
import { Refusal } from '../errors.ts';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';

/** Threads of a page of the forum. */
export const LIST_PAGE = 30;
/** Days in which something was said for it to be among the most followed; `always`: ever. */
const DAYS = { week: 7, month: 30, always: null };
export type Period = keyof typeof DAYS;
export const PERIODS = Object.keys(DAYS) as Period[];
/** Days of a space's activity. */
const ACTIVE_DAYS = 7;
/** Picks beside the list. */
const PICKS = 3;
const DAY_MS = 86_400_000;

/** `latest`: the last activity first. `top`: most answers, among those of late. `unanswered`: nobody answered, or nothing was kept. */
export type Order = 'latest' | 'top' | 'unanswered';
export const ORDERS: Order[] = ['latest', 'top', 'unanswered'];

/** In their order; archived ones too, but none that went into another. */
export function spacesOf(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  const { id, slug, name, description, parentId, guidelinesHtml, opens } = spaces;
  const { archivedAt } = spaceRules(spaces);
  return reader
    .select({ id, slug, name, description, parentId, guidelinesHtml, opens, archivedAt })
    .from(spaces)
    .where(and(eq(spaces.siteId, siteId), isNull(spaces.mergedIntoId)))
    .orderBy(asc(spaces.position));
}
export type ListedSpace = Awaited<ReturnType<typeof spacesOf>>[number];

/** Its parts, in their order. */
export const below = (spaces: ListedSpace[], { id }: ListedSpace) => spaces.filter(({ parentId }) => parentId === id);

/** The ids of a space and of its parts: what is read in it. */
export const withParts = (spaces: ListedSpace[], space: ListedSpace): number[] => [space, ...below(spaces, space)].map(({ id }) => id);

/** The same, of the space of that name in addresses; refuses `not_found`. */
export async function spaceIdsIn(reader: Reader, siteId: number, slug: string): Promise<number[]> {
  const spaces = await spacesOf(reader, siteId);
  const here = spaces.find((space) => space.slug === slug);
  if (!here) throw new Refusal('not_found');
  return withParts(spaces, here);
}

type Within = { siteId: number; spaceIds?: number[]; tagId?: number; order: Order; period?: Period; now: Date; without?: number[] };

/**
 * Threads that readers find in the forum; articles' only where they are carried on in it. One more than a page.
 * Indexes: threads_forum, threads_top, threads_space, thread_tags_tag.
 */
export function forumThreads(reader: Reader, { order, period = 'month', ...within }: Within, after: Cursor | null) {
  const { threads } = reader.t;
  const by = order === 'top' ? threads.count : threads.lastAt;
  const value = after && sql.param(order === 'top' ? after.value : new Date(after.value), by);
  return rows(reader)
    .where(
      and(
        ...found(reader, within),
        ...ordered(reader, order, since(period, within.now)),
        after ? sql`(${by}, ${threads.id}) < (${value}, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(by), desc(threads.id))
    .limit(LIST_PAGE + 1);
}
export type ThreadRow = Awaited<ReturnType<typeof forumThreads>>[number];

/** What the newsroom has put first: of a space, of the front page; the latest to be put there. Index: threads_pinned. */
export function pinnedThreads(reader: Reader, within: Omit<Within, 'order' | 'without'>) {
  const { threads } = reader.t;
  return rows(reader)
    .where(and(...found(reader, within), sql`${threads.pinnedAt} is not null`))
    .orderBy(desc(threads.pinnedAt), desc(threads.id))
    .limit(MAX_PINNED);
}

function rows(reader: Reader) {
  const { threads, spaces, articles, members } = reader.t;
  return reader
    .select({
      id: threads.id,
      uid: threads.uid,
      kind: threads.kind,
      state: threads.state,
      title: sql<string>`coalesce(${threads.title}, ${articles.title}, '')`,
      ownTitle: threads.title,
      count: threads.count,
      lastAt: threads.lastAt,
      closedAt: threads.closedAt,
      pinnedAt: threads.pinnedAt,
      space: spaces.name,
      spaceSlug: spaces.slug,
      author: members.name,
    })
    .from(threads)
    .innerJoin(spaces, eq(spaces.id, threads.spaceId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(members, eq(members.id, threads.authorId));
}

const found = (reader: Reader, { siteId, spaceIds, tagId, now, without = [] }: Omit<Within, 'order'>) => {
  const { threads, threadTags } = reader.t;
  return [
    eq(threads.siteId, siteId),
    isVisibleThread(reader, now),
    spaceIds && inArray(threads.spaceId, spaceIds),
    without.length > 0 ? notInArray(threads.id, without) : undefined,
    tagId === undefined
      ? undefined
      : inArray(threads.id, reader.select({ id: threadTags.threadId }).from(threadTags).where(eq(threadTags.tagId, tagId))),
  ];
};

const since = (period: Period, now: Date) => (DAYS[period] === null ? null : new Date(now.getTime() - DAYS[period] * DAY_MS));

const ordered = ({ t: { threads } }: Reader, order: Order, after: Date | null) => {
  if (order === 'top') return [gt(threads.count, 0), isNotNull(threads.spaceId), after ? gt(threads.lastAt, after) : undefined];
  // Only what somebody opened waits for an answer.
  if (order === 'unanswered')
    return [
      isNotNull(threads.openingId),
      isNull(threads.closedAt),
      or(eq(threads.count, 0), and(eq(threads.kind, 'question'), eq(threads.state, 'open'))),
    ];
  return [];
};

/** What the newsroom asks readers now: questions that are gathered, or being answered. Index: threads_state. */
export function askedNow(reader: Reader, siteId: number, now: Date) {
  const { threads, members, posts } = reader.t;
  const questions = reader
    .select({ n: sql`count(*)` })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, threads.id),
        isNull(posts.parentId),
        eq(posts.state, 'published'),
        ne(posts.id, sql`coalesce(${threads.openingId}, 0)`),
      ),
    );
  return reader
    .select({
      uid: threads.uid,
      title: threads.title,
      count: sql<number>`(${questions})`.mapWith(Number),
      state: threads.state,
      answersUntil: threads.answersUntil,
      author: members.name,
    })
    .from(threads)
    .innerJoin(members, eq(members.id, threads.authorId))
    .where(and(...found(reader, { siteId, now }), eq(threads.kind, 'expert'), inArray(threads.state, ['gathering', 'answering'])))
    .orderBy(asc(threads.answersUntil), desc(threads.id))
    .limit(PICKS);
}

/** In how many threads of each space somebody wrote lately, by its id. */
export async function activityOf(reader: Reader, siteId: number, now: Date): Promise<Map<number, number>> {
  const { threads } = reader.t;
  const rows = await reader
    .select({ spaceId: threads.spaceId, n: sql<number>`count(*)`.mapWith(Number) })
    .from(threads)
    .where(
      and(
        ...found(reader, { siteId, now }),
        isNotNull(threads.spaceId),
        gt(threads.lastAt, new Date(now.getTime() - ACTIVE_DAYS * DAY_MS)),
      ),
    )
    .groupBy(threads.spaceId);
  return new Map(rows.map(({ spaceId, n }) => [spaceId!, n]));
}

/** The newsroom's last picks, wherever they were written. Index: posts_featured. */
export function picksOf(reader: Reader, siteId: number, now: Date) {
  const { posts, members, threads, articles } = reader.t;
  return reader
    .select({
      uid: posts.uid,
      html: posts.html,
      author: members.name,
      place: sql<string>`coalesce(${threads.title}, ${articles.title}, '')`,
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(posts.siteId, siteId), isNotNull(posts.featuredAt), eq(posts.state, 'published'), isVisibleThread(reader, now)))
    .orderBy(desc(posts.featuredAt), desc(posts.id))
    .limit(PICKS);
}

const OPENED_SHOWN = 10;

/** The latest that somebody opened, and everybody finds. Index: threads_author. */
export function threadsOpenedBy(reader: Reader, memberId: number, now: Date) {
  const { threads } = reader.t;
  return reader
    .select({ uid: threads.uid, title: threads.title, count: threads.count, createdAt: threads.createdAt })
    .from(threads)
    .where(and(eq(threads.authorId, memberId), isNotNull(threads.openingId), isVisibleThread(reader, now)))
    .orderBy(desc(threads.id))
    .limit(OPENED_SHOWN);
}
