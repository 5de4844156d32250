import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';

export type NoticeKind =
  | 'reply'
  | 'mention'
  | 'called'
  | 'decision'
  | 'escalated'
  | 'overturned'
  | 'alarm'
  | 'differs'
  | 'report_upheld'
  | 'report_refused'
  | 'moved'
  | 'reminder';

export function notificationTables(c: Columns, { sites, members, posts }: SiteTables & AccountTables & PostTables) {
  /** What a member is told: once for one event, whatever the reasons. */
  const notifications = c.table(
    'notifications',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      kind: c.text().$type<NoticeKind>().notNull(),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      /** Makes it unique for its member: `reply:812` names the post, `decision:31` the decision. */
      key: c.text().notNull(),
      createdAt: c.time().notNull(),
      readAt: c.time(),
      /** When it left by mail, or was passed over; null while it waits for its mail. */
      mailedAt: c.time(),
      /** When it was handed to its reader's devices, or they had none; null until then. */
      pushedAt: c.time(),
    },
    (t) => [
      c.unique('notifications_uid').on(t.uid),
      c.unique('notifications_key').on(t.memberId, t.key),
      c.index('notifications_member').on(t.memberId, t.id),
      // The bell on every page.
      c
        .index('notifications_unread')
        .on(t.memberId)
        .where(sql`read_at is null`),
      // What devices are still to be told of.
      c
        .index('notifications_unpushed')
        .on(t.id)
        .where(sql`pushed_at is null`),
      c.index('notifications_age').on(t.createdAt),
    ],
  );
  return { notifications };
}
export type NotificationTables = ReturnType<typeof notificationTables>;
