import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PartnerTables } from '../partners/schema.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { Check, ItemChange, ItemDates, ItemState, PlannedKind, Problem } from './wire.ts';

export function planningTables(
  c: Columns,
  { sites, members, partners, spaces, threads, posts }: SiteTables & AccountTables & PartnerTables & ThreadTables & PostTables,
) {
  const member = () => c.ref().references(() => members.id);
  const site = () =>
    c
      .ref()
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' });
  /** What comes again each week, and what it says: each of its days is an item of its own. */
  const calendarSeries = c.table(
    'calendar_series',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: site(),
      /** Between two of them. */
      weeks: c.int().notNull(),
      /** The first day and what clocks show, where the site is: 2026-11-29T18:00. */
      begins: c.text().notNull(),
      /** The last day that an item was made for, YYYY-MM-DD: one that was taken out is not made again. */
      madeUntil: c.text().notNull(),
      /** null: it goes on. */
      endedAt: c.time(),
    },
    (t) => [
      c.unique('calendar_series_uid').on(t.uid),
      c
        .index('calendar_series_going')
        .on(t.id)
        .where(sql`ended_at is null`),
    ],
  );
  /** What the newsroom means to open, and when (docs/decisions/065). */
  const calendarItems = c.table(
    'calendar_items',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: site(),
      /** Of whoever made it: what is sent twice is made once. Its post is written with it. */
      clientId: c.text().notNull(),
      version: c.int().notNull().default(1),
      state: c.text().$type<ItemState>().notNull().default('draft'),
      kind: c.text().$type<PlannedKind>().notNull(),
      title: c.text().notNull(),
      source: c.text().notNull(),
      /** null: nobody has said when. */
      at: c.time(),
      /** How long it takes somebody's time: what overlaps. */
      minutes: c.int().notNull(),
      spaceId: c.ref().references(() => spaces.id),
      /** By the publisher's id: what it is said under, or read with. */
      article: c.text(),
      voiceId: member(),
      /** With whom it is held (docs/decisions/061). */
      partnerId: c.ref().references(() => partners.id),
      pinned: c.bool().notNull().default(false),
      tags: c.json<string[]>().notNull(),
      dates: c.json<ItemDates>().notNull(),
      /** What its kind has of its own, as openThread takes it. */
      details: c.json<Record<string, unknown>>().notNull(),
      checklist: c.json<Check[]>().notNull(),
      authorId: member().notNull(),
      /** Whose words they are by now. */
      writtenById: member().notNull(),
      /** All whose words they were since it was begun: none of them approves it. */
      writers: c.json<number[]>().notNull().default([]),
      approvedById: member(),
      /** Why it was not opened. */
      problem: c.json<Problem>(),
      threadId: c.ref().references(() => threads.id, { onDelete: 'set null' }),
      postId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
      publishedAt: c.time(),
      seriesId: c.ref().references(() => calendarSeries.id, { onDelete: 'set null' }),
      /** YYYY-MM-DD, where the site is. */
      day: c.text(),
      createdAt: c.time().notNull(),
    },
    (t) => [
      c.unique('calendar_items_uid').on(t.uid),
      c.unique('calendar_items_client').on(t.authorId, t.clientId),
      c.unique('calendar_items_day').on(t.seriesId, t.day), // one a week, whoever makes them
      c.index('calendar_items_site').on(t.siteId, t.at, t.id),
      c
        .index('calendar_items_due')
        .on(t.at, t.id)
        .where(sql`state = 'scheduled'`),
    ],
  );
  /** What was changed, and what stood there before. */
  const calendarChanges = c.table(
    'calendar_changes',
    {
      itemId: c
        .ref()
        .notNull()
        .references(() => calendarItems.id, { onDelete: 'cascade' }),
      siteId: site(),
      /** The one that it made. */
      version: c.int().notNull(),
      /** null: the clock. */
      byId: member(),
      before: c.json<ItemChange['before']>().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.itemId, t.version] })],
  );
  /** What colleagues say of it. */
  const calendarNotes = c.table(
    'calendar_notes',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: site(),
      itemId: c
        .ref()
        .notNull()
        .references(() => calendarItems.id, { onDelete: 'cascade' }),
      authorId: member().notNull(),
      text: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.unique('calendar_notes_uid').on(t.uid), c.index('calendar_notes_item').on(t.itemId, t.id)],
  );
  /** Of the calendar's secret address: each one's own, by its number. */
  const agendas = c.table('agendas', {
    memberId: c
      .ref()
      .primaryKey()
      .references(() => members.id, { onDelete: 'cascade' }),
    siteId: site(),
    version: c.int().notNull(),
  });
  /** How many comments were written in each hour, kept by a job: the good hours are read from it. */
  const siteHours = c.table('site_hours', { siteId: site(), hour: c.time().notNull(), posts: c.int().notNull() }, (t) => [
    c.primaryKey({ columns: [t.siteId, t.hour] }),
  ]);
  /** What an item begins as: the site's own, or what it says instead of one of ours. */
  const calendarTemplates = c.table(
    'calendar_templates',
    {
      siteId: site(),
      key: c.text().notNull(),
      version: c.int().notNull(),
      name: c.text().notNull(),
      kind: c.text().$type<PlannedKind>().notNull(),
      source: c.text().notNull(),
      minutes: c.int().notNull(),
      pinned: c.bool().notNull(),
      checklist: c.json<string[]>().notNull(),
      retiredAt: c.time(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.key] })],
  );
  return { calendarSeries, calendarItems, calendarChanges, calendarNotes, agendas, siteHours, calendarTemplates };
}
