import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export function openingTables(c: Columns, { sites, threads }: SiteTables & ThreadTables) {
  /** What half of a discussion's members read in place of what it opens with (docs/decisions/072). */
  const openings = c.table(
    'openings',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      source: c.text().notNull(),
      html: c.text().notNull(),
      startedAt: c.time().notNull(),
      /** While it runs: what members are hashed with, and a bit for each who was shown one (docs/decisions/083). */
      salt: c.text(),
      firstSeen: c.bytes(),
      secondSeen: c.bytes(),
      /** Members, by those bits. null: it ended before they were counted. */
      firstShown: c.int(),
      secondShown: c.int(),
      /** null: it is being tried. */
      endedAt: c.time(),
    },
    (t) => [
      c.unique('openings_uid').on(t.uid),
      c.index('openings_site').on(t.siteId, t.id),
      c
        .unique('openings_tried')
        .on(t.threadId)
        .where(sql`ended_at is null`),
    ],
  );
  return { openings };
}
