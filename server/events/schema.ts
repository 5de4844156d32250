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
      /** What became of the last try; null before the first, and while one is under way. */
      failure: c.json<OutboxFailure>(),
      key: c.text(),
    },
    (t) => [c.index('outbox_due').on(t.runAt, t.id), c.unique('outbox_key').on(t.key)],
  );
  return { outbox };
}

/** `to`: whom it did not reach, where it is a mail. `lasting`: trying again would not help, says the other side. */
export type OutboxFailure = { at: string; reason: string; to: string | null; lasting: boolean };
