import { and, desc, eq, sql } from 'drizzle-orm';
import type { Beat } from '../cases/list.ts';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { articleColumns, spaceColumns, inSpaces, threadColumns } from '../threads/queries.ts';

export const THREADS_PAGE = 50;

/** Threads somebody has written in, by their last public post, else by when they began: one may hold nothing but what waits. */
export function latestThreads(reader: Reader, { siteId, spaces: theirs }: Beat, after: Cursor | null) {
  const { threads, articles, partners, spaces } = reader.t;
  const at = sql<Date>`coalesce(${threads.lastAt}, ${threads.createdAt})`.mapWith(threads.createdAt);
  const then = after && sql.param(new Date(after.value), threads.createdAt);
  return reader
    .select({
      thread: threadColumns(reader.t),
      article: articleColumns(reader.t),
      partner: { moderation: partners.moderation, endedAt: partners.endedAt },
      space: spaceColumns(reader.t),
      lastAt: threads.lastAt,
      createdAt: threads.createdAt,
      at,
    })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(partners, eq(partners.id, threads.partnerId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(
      and(eq(threads.siteId, siteId), inSpaces(reader, theirs), then ? sql`(${at}, ${threads.id}) < (${then}, ${after.id})` : undefined),
    )
    .orderBy(desc(at), desc(threads.id))
    .limit(THREADS_PAGE + 1);
}
