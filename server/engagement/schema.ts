import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Formula, Level } from './wire.ts';

export function engagementTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  const site = () =>
    c
      .ref()
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' });
  const member = () => c.ref().references(() => members.id, { onDelete: 'cascade' });
  /** What a site counts by, and for which day it last did (docs/decisions/079). */
  const engagementFormulas = c.table('engagement_formulas', {
    siteId: c
      .ref()
      .primaryKey()
      .references(() => sites.id, { onDelete: 'cascade' }),
    version: c.int().notNull(),
    /** null: ours. */
    formula: c.json<Formula>(),
    /** YYYY-MM-DD where the site is; null: to be counted now. */
    countedFor: c.text(),
  });
  /** What was counted of a member, where there was something. */
  const engagements = c.table(
    'engagements',
    {
      memberId: member().primaryKey(),
      siteId: site(),
      level: c.int().$type<Level>().notNull(),
      love: c.int().notNull(),
      reach: c.int().notNull(),
      gravity: c.int().notNull(),
      /** The last day on which something counted, YYYY-MM-DD. */
      lastOn: c.text(),
    },
    (t) => [c.index('engagements_site').on(t.siteId, t.level, t.gravity, t.memberId)],
  );
  const engagementChanges = c.table(
    'engagement_changes',
    {
      memberId: member().notNull(),
      siteId: site(),
      /** The day it was counted for, YYYY-MM-DD. */
      day: c.text().notNull(),
      from: c.int().$type<Level>().notNull(),
      to: c.int().$type<Level>().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.memberId, t.day] })],
  );
  /** Who said not to be counted (GDPR art. 21). */
  const engagementObjections = c.table('engagement_objections', {
    memberId: member().primaryKey(),
    siteId: site(),
    at: c.time().notNull(),
  });
  return { engagementFormulas, engagements, engagementChanges, engagementObjections };
}
