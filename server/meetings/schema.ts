import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { Answer } from './wire.ts';

export function meetingTables(c: Columns, { sites, threads, members }: SiteTables & ThreadTables & AccountTables) {
  /** What a thread of the kind `event` has of its own. « Meeting » is its word in code: an event is what the bus tells. */
  const meetings = c.table(
    'meetings',
    {
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      startsAt: c.time().notNull(),
      endsAt: c.time().notNull(),
      /** IANA; its clocks are those that its hours are said by. */
      timeZone: c.text().notNull(),
      place: c.text().notNull().default(''),
      mapUrl: c.text(),
      /** Told to who comes. */
      onlineUrl: c.text(),
      /** Seats; null: as many as come. */
      capacity: c.int(),
      /** Kept, not counted. */
      comes: c.int().notNull().default(0),
      maybes: c.int().notNull().default(0),
      waits: c.int().notNull().default(0),
      /** How many have ever waited: the next one's turn. */
      turns: c.int().notNull().default(0),
      /** Of RFC 5545: rises with what a calendar must learn. */
      sequence: c.int().notNull().default(0),
      cancelledAt: c.time(),
      reason: c.text().notNull().default(''),
      /** When the last reminders of these hours left; null: not yet. */
      dayToldAt: c.time(),
      hourToldAt: c.time(),
      changedAt: c.time().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.threadId] }),
      c.index('meetings_site').on(t.siteId, t.startsAt),
      c.index('meetings_start').on(t.startsAt),
    ],
  );
  /** What members said of coming, and who came without saying anything: by a name alone. */
  const attendances = c.table(
    'attendances',
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
      memberId: c.ref().references(() => members.id, { onDelete: 'cascade' }),
      /** Of who came by; null where there is a member. */
      walkIn: c.text(),
      answer: c.text().$type<Answer>().notNull(),
      /** Their place among those who wait. */
      turn: c.int(),
      /** Readers see their name among those who come. */
      named: c.bool().notNull().default(false),
      answeredAt: c.time().notNull(),
      cameAt: c.time(),
    },
    (t) => [
      c.unique('attendances_uid').on(t.uid),
      c.unique('attendances_member').on(t.threadId, t.memberId),
      c.index('attendances_turn').on(t.threadId, t.answer, t.turn),
      c.index('attendances_whose').on(t.memberId),
    ],
  );
  /** Of whoever follows theirs by a secret address; another number, and the one before opens nothing. */
  const calendars = c.table(
    'calendars',
    {
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      version: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.memberId] })],
  );
  return { meetings, attendances, calendars };
}
