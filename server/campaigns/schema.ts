import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function campaignTables(c: Columns, { sites }: SiteTables) {
  /** A link with a name: what its address says is what is counted (docs/decisions/070). */
  const campaigns = c.table(
    'campaigns',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      name: c.text().notNull(),
      source: c.text().notNull(),
      medium: c.text().notNull(),
      campaign: c.text().notNull(),
      /** Where it leads: a page of ours, or of the publisher's. */
      url: c.text().notNull(),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('campaigns_uid').on(t.uid), c.unique('campaigns_words').on(t.siteId, t.source, t.medium, t.campaign)],
  );
  return { campaigns };
}
