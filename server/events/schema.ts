import type { Columns } from '../db/columns.ts';

export function eventTables(c: Columns) {
  /** What must still happen after a commit: at least once, a lease at a time. `key` makes an entry unique. */
  const outbox = c.table(
    'outbox',
    {
      id: c.id(),
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
