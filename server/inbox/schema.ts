import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { ArticleTables } from '../articles/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { InboxAct, InboxLane, InboxState } from './wire.ts';

export function inboxTables(c: Columns, { sites, members, posts, articles }: SiteTables & AccountTables & PostTables & ArticleTables) {
  /** What waits for a word of the newsroom's. Where it stands is its post's to say: it moves with it, and is not there while that is not public. */
  const inboxItems = c.table(
    'inbox_items',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      lane: c.text().$type<InboxLane>().notNull(),
      /** What it is about; null where it was written to the newsroom alone. */
      postId: c.ref().references(() => posts.id, { onDelete: 'cascade' }),
      /** Who asks. */
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      state: c.text().$type<InboxState>().notNull().default('open'),
      /** Rises with whatever two people could decide differently: a note, a claim are none of it. */
      version: c.int().notNull().default(1),
      /** The site's number of its last change: who comes back asks from there on. */
      seq: c.int().notNull(),
      /** Waiting, until then; null for somebody's word. */
      snoozedUntil: c.time(),
      labels: c.json<string[]>().notNull().default([]),
      /** A person of the newsroom, or one of its voices: a desk. */
      assigneeId: c.ref().references(() => members.id),
      claimedBy: c.ref().references(() => members.id),
      claimedUntil: c.time(),
      openedAt: c.time().notNull(),
      /** By when the site promised an answer, as it did when it was opened; null where it promises none. */
      dueAt: c.time(),
      answeredAt: c.time(),
      /** The post that answered it: taken away, it waits again. */
      answerId: c.ref(),
      /** Written to the newsroom alone: of which article, about what, and how it begins. */
      articleId: c.ref().references(() => articles.id),
      subject: c.text(),
      /** Null once who wrote has left: nothing of it is there, and the row tells desks so. */
      words: c.text(),
      /** The newsroom wrote, and who asks has not read it. */
      unread: c.bool().notNull().default(false),
      /** Who told an error may be thanked by name, they say; and when the newsroom did. */
      mayThank: c.bool().notNull().default(false),
      thankedAt: c.time(),
    },
    (t) => [
      c.unique('inbox_items_uid').on(t.uid),
      c.unique('inbox_items_post').on(t.postId),
      c.index('inbox_items_waiting').on(t.siteId, t.state, t.lane, t.openedAt, t.id),
      c.index('inbox_items_done').on(t.siteId, t.state, t.answeredAt, t.id),
      c.index('inbox_items_seq').on(t.siteId, t.seq),
      c.index('inbox_items_member').on(t.memberId),
      c
        .index('inbox_items_assigned')
        .on(t.siteId, t.assigneeId, t.state)
        .where(sql`assignee_id is not null`),
      c
        .index('inbox_items_claimed')
        .on(t.claimedBy)
        .where(sql`claimed_by is not null`),
      c
        .index('inbox_items_answer')
        .on(t.answerId)
        .where(sql`answer_id is not null`),
      c
        .index('inbox_items_unread') // the bell on every page
        .on(t.memberId, t.id)
        .where(sql`unread`),
      c
        .index('inbox_items_thanked')
        .on(t.articleId)
        .where(sql`thanked_at is not null`),
      c
        .index('inbox_items_snoozed') // looked at every few seconds
        .on(t.snoozedUntil)
        .where(sql`snoozed_until is not null`),
    ],
  );
  /** Its history: what was done with it, and what the team told itself of it. */
  const inboxActs = c.table(
    'inbox_acts',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      itemId: c
        .ref()
        .notNull()
        .references(() => inboxItems.id, { onDelete: 'cascade' }),
      act: c.text().$type<InboxAct>().notNull(),
      /** null where nobody of the newsroom did it. */
      byId: c.ref().references(() => members.id),
      /** Of a note. */
      text: c.text(),
      /** To which member, until when, with which labels; of thanks, `to`: whether they were given. */
      facts: c.json<{ toId?: number | null; to?: 'yes' | null; until?: string | null; labels?: string[] }>(),
      at: c.time().notNull(),
    },
    (t) => [c.unique('inbox_acts_uid').on(t.uid), c.index('inbox_acts_item').on(t.itemId, t.id)],
  );
  /** What somebody and the newsroom write to each other, for nobody else. */
  const inboxMessages = c.table(
    'inbox_messages',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      itemId: c
        .ref()
        .notNull()
        .references(() => inboxItems.id, { onDelete: 'cascade' }),
      clientId: c.text().notNull(),
      /** Who wrote it: who asks, or somebody of the newsroom, in a voice of it perhaps. */
      authorId: c
        .ref()
        .notNull()
        .references(() => members.id),
      voiceId: c.ref().references(() => members.id),
      ours: c.bool().notNull(),
      text: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('inbox_messages_uid').on(t.uid),
      c.unique('inbox_messages_client').on(t.authorId, t.clientId),
      c.index('inbox_messages_item').on(t.itemId, t.id),
    ],
  );
  return { inboxItems, inboxActs, inboxMessages };
}
export type InboxTables = ReturnType<typeof inboxTables>;
