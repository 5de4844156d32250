import { and, desc, eq, isNotNull, lt, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { articleColumns, threadColumns } from '../threads/queries.ts';

export const THREADS_PAGE = 50;

/** Threads somebody has written in, by their last public post. */
export function latestThreads(reader: Reader, siteId: number, after: Cursor | null) {
  const { threads, articles } = reader.t;
  const at = after && new Date(after.value);
  return reader
    .select({ thread: threadColumns(reader.t), article: articleColumns(reader.t), lastAt: threads.lastAt })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(threads.siteId, siteId),
        isNotNull(threads.lastAt),
        at ? or(lt(threads.lastAt, at), and(eq(threads.lastAt, at), lt(threads.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(THREADS_PAGE + 1);
}
