import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

export const BOOKMARKS_PAGE = 30;

/** Latest first; `before` is the id of the last of the page before. Index: bookmarks_latest. */
export function bookmarksPage(reader: Reader, memberId: number, before: number | null) {
  const { bookmarks, posts, threads, members, articles } = reader.t;
  return reader
    .select({
      id: bookmarks.id,
      note: bookmarks.note,
      at: bookmarks.at,
      post: { uid: posts.uid, state: posts.state, html: posts.html },
      author: members.name,
      thread: {
        uid: threads.uid,
        title: threads.title,
        openingId: threads.openingId,
        lastAt: threads.lastAt,
        opensAt: threads.opensAt,
        authorId: threads.authorId,
      },
      article: articles.title,
    })
    .from(bookmarks)
    .leftJoin(posts, eq(posts.id, bookmarks.postId))
    .leftJoin(members, eq(members.id, posts.authorId))
    .leftJoin(threads, eq(threads.id, sql`coalesce(${bookmarks.threadId}, ${posts.threadId})`))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(bookmarks.memberId, memberId), before === null ? undefined : lt(bookmarks.id, before)))
    .orderBy(desc(bookmarks.id))
    .limit(BOOKMARKS_PAGE + 1);
}
export type BookmarkRow = Awaited<ReturnType<typeof bookmarksPage>>[number];

/** What they noted of it; null where they did not keep it. */
export async function noteOn(reader: Reader, memberId: number, target: string): Promise<{ id: number; note: string } | null> {
  const { bookmarks } = reader.t;
  const [row] = await reader
    .select({ id: bookmarks.id, note: bookmarks.note })
    .from(bookmarks)
    .where(and(eq(bookmarks.memberId, memberId), eq(bookmarks.target, target)));
  return row ?? null;
}
