import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function eventTables(c: Columns, { sites }: SiteTables) {
  /** What must still happen after a commit: at least once, a lease at a time. `key` makes an entry unique. */
  const outbox = c.table(
    'outbox',
    {
      id: c.id(),
      /** null for what concerns an account on no site in particular. */
      siteId: c.ref().references(() => sites.id),
      kind: c.text().notNull(),
      data: c.json<unknown>().notNull(),
      runAt: c.time().notNull(),
      tries: c.int().notNull().default(0),
      key: c.text(),
    },
    (t) => [c.index('outbox_due').on(t.runAt, t.id), c.unique('outbox_key').on(t.key)],
  );
  return { outbox };
}
