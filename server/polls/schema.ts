import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import type { PollAudience, PollShows } from './wire.ts';

export function pollTables(c: Columns, { sites, threads, members }: SiteTables & ThreadTables & AccountTables) {
  const polls = c.table(
    'polls',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      question: c.text().notNull(),
      /** How many options one voter names at most. */
      choices: c.int().notNull().default(1),
      /** Nobody can tell who voted for what, and no vote can be changed (docs/decisions/052). */
      secret: c.bool().notNull(),
      shows: c.text().$type<PollShows>().notNull(),
      audience: c.text().$type<PollAudience>().notNull(),
      /** Of `segment`: who it is asked to, as the segment said then; and which one that was, for the form that mends it. */
      filter: c.json<SegmentFilter>(),
      segment: c.text(),
      closesAt: c.time(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** People who voted, kept. */
      voters: c.int().notNull().default(0),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('polls_uid').on(t.uid), c.index('polls_thread').on(t.threadId, t.id)],
  );
  const pollOptions = c.table(
    'poll_options',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      pollId: c
        .ref()
        .notNull()
        .references(() => polls.id, { onDelete: 'cascade' }),
      position: c.int().notNull(),
      text: c.text().notNull(),
      votes: c.int().notNull().default(0),
    },
    (t) => [c.unique('poll_options_place').on(t.pollId, t.position)],
  );
  /** Who has voted, once each. No date and no number: beside a tally that has none either, a secret vote stays one. */
  const pollVoters = c.table(
    'poll_voters',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      pollId: c
        .ref()
        .notNull()
        .references(() => polls.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
    },
    (t) => [c.primaryKey({ columns: [t.pollId, t.memberId] }), c.index('poll_voters_member').on(t.memberId)],
  );
  /** Of public polls alone: for what. `memberId` null: they left, and their vote stays. */
  const pollVotes = c.table(
    'poll_votes',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      pollId: c
        .ref()
        .notNull()
        .references(() => polls.id, { onDelete: 'cascade' }),
      optionId: c
        .ref()
        .notNull()
        .references(() => pollOptions.id, { onDelete: 'cascade' }),
      memberId: c.ref().references(() => members.id),
      at: c.time().notNull(),
    },
    (t) => [
      c
        .unique('poll_votes_once')
        .on(t.optionId, t.memberId)
        .where(sql`member_id is not null`),
      c.index('poll_votes_poll').on(t.pollId, t.memberId),
      c.index('poll_votes_member').on(t.memberId, t.at),
    ],
  );
  return { polls, pollOptions, pollVoters, pollVotes };
}
