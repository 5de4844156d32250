import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { campaignTables } from '../campaigns/schema.ts';
import type { GoalKind } from './wire.ts';

export function goalTables(c: Columns, { sites, threads, campaigns }: SiteTables & ThreadTables & ReturnType<typeof campaignTables>) {
  /** A number to reach, of a thread or of a campaign (docs/decisions/071). */
  const goals = c.table(
    'goals',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      threadId: c.ref().references(() => threads.id, { onDelete: 'cascade' }),
      campaignId: c.ref().references(() => campaigns.id, { onDelete: 'cascade' }),
      kind: c.text().$type<GoalKind>().notNull(),
      /** In percent for what was answered. */
      target: c.int().notNull(),
      /** The last day, YYYY-MM-DD where the site is; null: none. */
      until: c.text(),
      createdAt: c.time().notNull(),
      /** When half-way was said, and the end. */
      halfAt: c.time(),
      endedAt: c.time(),
    },
    (t) => [
      c.unique('goals_uid').on(t.uid),
      c.index('goals_site').on(t.siteId, t.id),
      c
        .index('goals_going')
        .on(t.id)
        .where(sql`ended_at is null`),
    ],
  );
  return { goals };
}
