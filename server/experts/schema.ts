import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function expertTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** What the newsroom's directory says of somebody beside what readers see of them. */
  const experts = c.table(
    'experts',
    {
      memberId: c
        .ref()
        .primaryKey()
        .references(() => members.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      field: c.text().notNull(),
      availability: c.text().notNull(),
      version: c.int().notNull(),
    },
    (t) => [c.index('experts_site').on(t.siteId, t.memberId)],
  );
  return { experts };
}
