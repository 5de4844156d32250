import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { isVisibleThread } from '../threads/visible.ts';

/** Of one conversation, of one article: what one takes in at a glance. */
const MOST = 20;

/** The posts of a thread that articles took up, each with its article. Index: posts_taken. */
export function takenFrom(reader: Reader, threadId: number) {
  const query = preparedRows(reader, 'taken from a thread', () => {
    const { posts, articles } = reader.t;
    return reader
      .select({ post: posts.uid, key: articles.key, title: articles.title, url: articles.url })
      .from(posts)
      .innerJoin(articles, eq(articles.id, posts.takenInto))
      .where(
        and(
          eq(posts.threadId, sql.placeholder('threadId')),
          sql`${posts.takenInto} is not null`,
          eq(posts.state, 'published'),
          isNotNull(articles.url),
        ),
      )
      .orderBy(asc(posts.id))
      .limit(MOST);
  });
  return query({ threadId });
}

/** What an article took up, wherever it was said, of what everybody may read. Index: posts_taken_into. */
export async function takenInto(reader: Reader, articleId: number, now: Date) {
  const { posts, members, threads } = reader.t;
  const ids = await takenIds(reader)({ articleId });
  if (ids.length === 0) return [];
  const rows = await reader
    .select({ post: posts.uid, name: members.name, html: posts.html })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.takenInto, articleId), eq(posts.state, 'published'), isVisibleThread(reader, now)))
    .orderBy(asc(posts.id))
    .limit(MOST);
  return rows.map(({ html, ...row }) => ({ ...row, words: shorten(textOf(html)) }));
}

/** Of nearly all articles, none: asked at each reading. */
const takenIds = (reader: Reader) =>
  preparedRows(reader, 'taken into an article', () => {
    const { id, takenInto: into } = reader.t.posts;
    return reader
      .select({ id })
      .from(reader.t.posts)
      .where(eq(into, sql.placeholder('articleId')))
      .limit(1);
  });
