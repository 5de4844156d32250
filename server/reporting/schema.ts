import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function reportingTables(c: Columns, { sites }: SiteTables) {
  /** Days whose review was handed to the outbox: one a site (docs/decisions/081). */
  const dailyReviews = c.table(
    'daily_reviews',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      /** The day it is of, YYYY-MM-DD. */
      day: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.day] })],
  );
  return { dailyReviews };
}
