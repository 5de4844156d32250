import type { ArticleTables } from '../articles/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export function ideaTables(c: Columns, { sites, threads, posts, articles }: SiteTables & ThreadTables & PostTables & ArticleTables) {
  /** What a thread has of its own as an idea, and keeps once it is none any more. Its state is the thread's. */
  const ideas = c.table(
    'ideas',
    {
      threadId: c
        .ref()
        .primaryKey()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      /** What it was proposed with: merged into another idea, its thread has no opening any more, and votes still find their way. */
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      /** Those of its post, kept here too: the list by votes walks one index. */
      votes: c.int().notNull().default(0),
      /** What it became. */
      articleId: c.ref().references(() => articles.id, { onDelete: 'set null' }),
    },
    (t) => [
      c.unique('ideas_post').on(t.postId),
      c.index('ideas_votes').on(t.siteId, t.votes, t.threadId), // the list of ideas
      c.index('ideas_article').on(t.articleId),
    ],
  );
  return { ideas };
}
