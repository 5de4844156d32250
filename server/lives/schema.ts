import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { MomentWire } from './wire.ts';

export function liveTables(c: Columns, { sites, threads, posts, members }: SiteTables & ThreadTables & PostTables & AccountTables) {
  /** What a thread has of its own as a live night. That its hosts alone write for a while is a measure of the thread, its end its closing. */
  const lives = c.table(
    'lives',
    {
      threadId: c
        .ref()
        .primaryKey()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      /** Announced until then; null: on air from its opening on. */
      startsAt: c.time(),
      /** The event that it follows, or is a part of. */
      meetingId: c.ref().references(() => threads.id, { onDelete: 'set null' }),
      /** Messages of one person in ten minutes beyond which somebody reads them first: a goal is told by everybody at once. */
      pace: c.int().notNull().default(20),
      /** What its hosts show above the flow. */
      pinnedId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
    },
    (t) => [c.index('lives_meeting').on(t.meetingId)],
  );
  /** Of the newsroom, who holds it. An expert is one by their invitation into the thread. */
  const liveHosts = c.table(
    'live_hosts',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      at: c.time().notNull(),
      /** What they wrote until then stays a host's. */
      leftAt: c.time(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.memberId] }), c.index('live_hosts_member').on(t.memberId)],
  );
  /** Its best moments: what hosts showed above the flow, and what is found at its end. */
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
      why: c.text().$type<MomentWire['why']>().notNull().default('pinned'),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.postId] }), c.index('live_moments_post').on(t.postId)],
  );
  return { lives, liveHosts, liveMoments };
}
