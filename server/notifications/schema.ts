import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Paces } from './pace.ts';
import type { Quiet } from './quiet-hours.ts';

export type NoticeKind =
  | 'reply'
  | 'post'
  | 'thread'
  | 'reactions'
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
  | 'reminder'
  | 'event_seat'
  | 'event_changed'
  | 'event_cancelled'
  | 'event_restored'
  | 'event_soon'
  | 'event_recap'
  | 'idea_turned'
  | 'idea_merged'
  | 'asked'
  | 'thanks'
  | 'badge'
  | 'welcomed'
  | 'testimony_asked'
  | 'testimony_decided'
  | 'testimony_withdrawn'
  | 'inbox_called'
  | 'inbox_given'
  | 'goal_half'
  | 'goal_reached'
  | 'goal_over';

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
      /** Makes it unique for its member: `post:812` names the post, `decision:31` the decision. */
      key: c.text().notNull(),
      /** What it is shown as one with, while unread; null where it stands alone. */
      gather: c.text(),
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
      c
        .index('notifications_waiting') // for a mail
        .on(t.memberId, t.id)
        .where(sql`mailed_at is null`),
    ],
  );
  /** How they want to be told, and when the next letter may be due; without a row, as everybody. */
  const noticeSettings = c.table(
    'notice_settings',
    {
      memberId: c
        .ref()
        .primaryKey()
        .references(() => members.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      /** What differs from pace.ts. */
      paces: c.json<Partial<Paces>>(),
      /** IANA; null is the site's. */
      timeZone: c.text(),
      /** HH:MM of that place: when digests leave, and between which hours nothing does. */
      digestAt: c.text(),
      quiet: c.json<Quiet>(),
      /** To write in a thread is to follow it. */
      followsWritten: c.bool().notNull().default(true),
      /** Of the newsroom: asks for the review of each day (reporting/send-reviews.ts); of which day the last one was, YYYY-MM-DD. */
      review: c.bool().notNull().default(false),
      reviewedOn: c.text(),
      /** When they said that they want the newsroom's letters (docs/decisions/085); null: they do not. */
      lettersSince: c.time(),
      /** When to look whether a letter leaves (letters.ts); null while none waits. */
      dueAt: c.time(),
    },
    (t) => [
      c
        .index('notice_settings_due')
        .on(t.dueAt)
        .where(sql`due_at is not null`),
      c
        .index('notice_settings_letters')
        .on(t.siteId, t.memberId)
        .where(sql`letters_since is not null`),
    ],
  );
  return { notifications, noticeSettings };
}
export type NotificationTables = ReturnType<typeof notificationTables>;
