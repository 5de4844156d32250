import { and, desc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { earlierThan, type Cursor } from '../http/cursor.ts';
import { listedColumns } from '../posts/queries.ts';
import { isVisibleThread } from '../threads/visible.ts';

type Where = { siteId: number; spaceIds?: number[] | undefined; article?: string | undefined; now: Date };

/** Public posts, with where they stand. */
function quotes(reader: Reader, now: Date, of: SQL | undefined) {
  const { posts, members, threads, articles, spaces } = reader.t;
  return reader
    .select({
      ...listedColumns(reader.t),
      threadUid: threads.uid,
      title: threads.title,
      articleTitle: articles.title,
      articleKey: articles.key,
      inForum: sql<boolean>`${spaces.id} is not null`.mapWith(Boolean),
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(and(of, eq(posts.state, 'published'), isVisibleThread(reader, now)));
}
export type QuoteRow = Awaited<ReturnType<typeof featuredIn>>[number];

/** One more than asked for. Index: posts_featured. */
export function featuredIn(
  reader: Reader,
  { siteId, spaceIds, article, now }: Where,
  { after, limit }: { after: Cursor | null; limit: number },
) {
  const { posts, threads, articles } = reader.t;
  const where = and(
    eq(posts.siteId, siteId),
    isNotNull(posts.featuredAt),
    spaceIds && inArray(threads.spaceId, spaceIds),
    article === undefined ? undefined : eq(articles.key, article),
    after ? earlierThan(posts.featuredAt, posts.id, after) : undefined,
  );
  return quotes(reader, now, where)
    .orderBy(desc(posts.featuredAt), desc(posts.id))
    .limit(limit + 1);
}

export async function quoteOf(reader: Reader, uid: string, now: Date): Promise<QuoteRow | null> {
  const [row] = await quotes(reader, now, eq(reader.t.posts.uid, uid));
  return row ?? null;
}
