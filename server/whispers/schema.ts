import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export function whisperTables(
  c: Columns,
  { sites, threads, posts, members }: SiteTables & ThreadTables & PostTables & Pick<AccountTables, 'members'>,
) {
  /** What the newsroom says to itself in a conversation. Only server/whispers/ reads it (docs/decisions/076-whispers.md). */
  const whispers = c.table(
    'whispers',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      /** Where it was said; of one about a post, the post knows better. */
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      postId: c.ref().references(() => posts.id, { onDelete: 'cascade' }),
      authorId: c
        .ref()
        .notNull()
        .references(() => members.id),
      clientId: c.text().notNull(),
      text: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('whispers_uid').on(t.uid),
      c.unique('whispers_client').on(t.authorId, t.clientId),
      c.index('whispers_thread').on(t.threadId),
      c.index('whispers_post').on(t.postId),
    ],
  );
  return { whispers };
}
