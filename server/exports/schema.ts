import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ExportFailure, ExportInput, ExportWire } from './wire.ts';

export function exportTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** Lists for spreadsheets, asked for at the desk: made by a job, fetched by whoever asked, forgotten (docs/decisions/088). */
  const listExports = c.table(
    'list_exports',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      input: c.json<ExportInput>().notNull(),
      /** The same as a text, to tell that it is the same. */
      key: c.text().notNull(),
      /** Of the segment, as it was called. */
      name: c.text().notNull(),
      state: c.text().$type<ExportWire['state']>().notNull(),
      failure: c.text().$type<ExportFailure>(),
      /** 0 to 100. */
      progress: c.int().notNull().default(0),
      rows: c.int(),
      bytes: c.bytes(),
      /** How often it was taken up: whoever is at it writes under this number. */
      tries: c.int().notNull().default(0),
      leasedUntil: c.time(),
      createdAt: c.time().notNull(),
      expiresAt: c.time().notNull(),
    },
    (t) => [
      c.unique('list_exports_uid').on(t.uid),
      c
        .unique('list_exports_once')
        .on(t.byId, t.key)
        .where(sql`state in ('waiting', 'running')`),
      c.index('list_exports_by').on(t.byId, t.id),
      c.index('list_exports_expiry').on(t.expiresAt),
      c.index('list_exports_state').on(t.state, t.id),
    ],
  );
  return { listExports };
}
