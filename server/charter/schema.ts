import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function charterTables(c: Columns, { sites }: SiteTables) {
  /** A site's rules, a row a version and a rule; old versions stay, since decisions cite them. */
  const rules = c.table(
    'rules',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      version: c.int().notNull(),
      number: c.int().notNull(),
      title: c.text().notNull(),
      body: c.text().notNull(),
      publishedAt: c.time().notNull(),
    },
    (t) => [c.unique('rules_number').on(t.siteId, t.version, t.number)],
  );
  return { rules };
}
export type CharterTables = ReturnType<typeof charterTables>;
