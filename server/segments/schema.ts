import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { SegmentFilter } from './wire.ts';

export function segmentTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** Members by what they did: a filter with a name (docs/decisions/069). */
  const segments = c.table(
    'segments',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      name: c.text().notNull(),
      filter: c.json<SegmentFilter>().notNull(),
      version: c.int().notNull(),
      /** Who changed it last. */
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      changedAt: c.time().notNull(),
    },
    (t) => [c.unique('segments_uid').on(t.uid), c.unique('segments_name').on(t.siteId, t.name)],
  );
  return { segments };
}
