import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function mailTables(c: Columns, { sites }: SiteTables) {
  /** What left and what did not, a row a day and kind, on UTC's days; mails that concern no site are not measured. */
  const mailCounts = c.table(
    'mail_counts',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      day: c.text().notNull(),
      kind: c.text().notNull(),
      sent: c.int().notNull().default(0),
      /** Tries that did not get through, and mails given up. */
      failed: c.int().notNull().default(0),
      lost: c.int().notNull().default(0),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.day, t.kind] })],
  );
  return { mailCounts };
}
