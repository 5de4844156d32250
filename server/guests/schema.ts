import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function guestTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** Who writes on a site without an account, by an address they proved: the same address again is the same guest. */
  const guests = c.table(
    'guests',
    {
      memberId: c
        .ref()
        .primaryKey()
        .references(() => members.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      emailKey: c.text().notNull(),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('guests_email').on(t.siteId, t.emailKey), c.index('guests_claim').on(t.emailKey)],
  );
  return { guests };
}
