import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';

/** What a feed holds: a reader of feeds that comes every hour misses nothing of a lively evening. */
export const FEED_ITEMS = 30;

/** What is public of these posts, where everybody finds it, with where it stands. */
function publicPosts(reader: Reader, now: Date, of: SQL | undefined) {
  const { posts, members, threads, articles } = reader.t;
  return reader
    .select({
      uid: posts.uid,
      html: posts.html,
      createdAt: posts.createdAt,
      editedAt: posts.editedAt,
      author: members.name,
      authorUid: members.uid,
      place: sql<string>`coalesce(${threads.title}, ${articles.title}, '')`,
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(of, eq(posts.state, 'published'), isVisibleThread(reader, now)));
}
export type FeedPost = Awaited<ReturnType<typeof latestOf>>[number];

/** The last of a thread. Index: posts_flat. */
export const latestOf = (reader: Reader, threadId: number, now: Date) =>
  publicPosts(reader, now, eq(reader.t.posts.threadId, threadId))
    .orderBy(desc(reader.t.posts.createdAt), desc(reader.t.posts.id))
    .limit(FEED_ITEMS);

/** The last of somebody. Index: posts_author. */
export const latestBy = (reader: Reader, memberId: number, now: Date) =>
  publicPosts(reader, now, eq(reader.t.posts.authorId, memberId)).orderBy(desc(reader.t.posts.id)).limit(FEED_ITEMS);

/** What these threads open with, by their ids; under an article, nothing. */
export async function openingsOf(reader: Reader, ids: number[]) {
  const { threads, posts, members, articles } = reader.t;
  const rows = await reader
    .select({
      id: threads.id,
      createdAt: sql<Date>`coalesce(${threads.opensAt}, ${threads.createdAt})`.mapWith(threads.createdAt),
      html: posts.html,
      editedAt: posts.editedAt,
      author: members.name,
      authorUid: members.uid,
      articleUrl: articles.url,
    })
    .from(threads)
    .leftJoin(posts, and(eq(posts.id, threads.openingId), eq(posts.state, 'published')))
    .leftJoin(members, eq(members.id, posts.authorId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(inArray(threads.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}
