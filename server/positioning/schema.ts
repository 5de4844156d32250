import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { TalkingPoint } from './wire.ts';

export function positioningTables(c: Columns, { sites, members }: SiteTables & Pick<AccountTables, 'members'>) {
  /** How a newsroom speaks as the brand, a row a version: none is changed, none goes. */
  const positionings = c.table(
    'positionings',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      version: c.int().notNull(),
      tone: c.text().notNull(),
      points: c.json<TalkingPoint[]>().notNull(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
    },
    (t) => [c.unique('positionings_version').on(t.siteId, t.version)],
  );
  return { positionings };
}
