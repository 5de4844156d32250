import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';

type Asked = {
  siteId: number;
  of: 'articles' | 'forum' | undefined;
  spaceIds: number[] | undefined;
  since: Date;
  now: Date;
  limit: number;
};

/**
 * The most written in of those that somebody wrote in since; under articles only where the publisher has said what they are called, and in
 * no partner's pages. Index: threads_latest.
 */
export function liveliest(reader: Reader, { siteId, of, spaceIds, since, now, limit }: Asked) {
  const { threads, articles } = reader.t;
  const told = and(isNull(threads.partnerId), isNotNull(articles.title), or(isNull(articles.publishedAt), lte(articles.publishedAt, now)));
  return reader
    .select({
      uid: threads.uid,
      title: sql<string>`coalesce(${threads.title}, ${articles.title}, '')`,
      ownTitle: threads.title,
      articleUrl: articles.url,
      count: threads.count,
    })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(threads.siteId, siteId),
        gt(threads.lastAt, since),
        gt(threads.count, 0),
        isVisibleThread(reader, now),
        or(isNull(threads.articleId), told),
        of === 'articles' ? isNotNull(threads.articleId) : undefined,
        of === 'forum' ? isNotNull(threads.spaceId) : undefined,
        spaceIds && inArray(threads.spaceId, spaceIds),
      ),
    )
    .orderBy(desc(threads.count), desc(threads.id))
    .limit(limit);
}
