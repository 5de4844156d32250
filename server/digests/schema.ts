import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { planningTables } from '../planning/schema.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Audience } from './wire.ts';

export function digestTables(c: Columns, { sites, calendarItems }: SiteTables & ReturnType<typeof planningTables>) {
  /** A letter that left, or is leaving (docs/decisions/085). */
  const digests = c.table(
    'digests',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      itemId: c
        .ref()
        .notNull()
        .references(() => calendarItems.id, { onDelete: 'cascade' }),
      title: c.text().notNull(),
      source: c.text().notNull(),
      html: c.text().notNull(),
      /** To whom, and what that is called. */
      audience: c.json<Audience & { name: string }>().notNull(),
      /** Of a segment, as it was then. */
      filter: c.json<SegmentFilter>(),
      /** Threads by their inside ids, in their order. */
      picks: c.json<number[]>().notNull(),
      /** What its links say of it. */
      campaign: c.text().notNull(),
      /** Who wanted it when it began to leave. */
      wanted: c.int().notNull(),
      sent: c.int().notNull().default(0),
      /** Who stopped letters by it. */
      stopped: c.int().notNull().default(0),
      /** The last member it was written to. */
      after: c.ref().notNull().default(0),
      startedAt: c.time().notNull(),
      /** All of them were written to. */
      spreadAt: c.time(),
      calledOffAt: c.time(),
    },
    (t) => [
      c.unique('digests_uid').on(t.uid),
      c.index('digests_site').on(t.siteId, t.id),
      c.unique('digests_item').on(t.itemId),
      c
        .index('digests_leaving')
        .on(t.id)
        .where(sql`spread_at is null`),
    ],
  );
  return { digests };
}
