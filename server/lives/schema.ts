import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export function liveTables(c: Columns, { sites, threads, posts }: SiteTables & ThreadTables & PostTables) {
  /** What a thread has of its own as a live night: that its hosts alone write for now. */
  const lives = c.table('lives', {
    threadId: c
      .ref()
      .primaryKey()
      .references(() => threads.id, { onDelete: 'cascade' }),
    siteId: c
      .ref()
      .notNull()
      .references(() => sites.id),
    pausedAt: c.time(),
    /** What its hosts show above the flow. */
    pinnedId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
  });
  /** What its hosts showed there, once: among its best moments afterwards. */
  const liveMoments = c.table(
    'live_moments',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.postId] }), c.index('live_moments_post').on(t.postId)],
  );
  return { lives, liveMoments };
}
