import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { SegmentFilter } from './wire.ts';

export function segmentTables(c: Columns, { sites, members, posts }: SiteTables & AccountTables & PostTables) {
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
  /** Who was asked to a conversation, by the filter as it was then (docs/decisions/064). */
  const askings = c.table(
    'askings',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      /** What opened it. */
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      /** The segment's, and what it asked. */
      name: c.text().notNull(),
      filter: c.json<SegmentFilter>().notNull(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
      told: c.int().notNull().default(0),
      /** When all of them were looked at; null while it goes on. */
      doneAt: c.time(),
    },
    (t) => [c.index('askings_site').on(t.siteId, t.id)],
  );
  return { segments, askings };
}
