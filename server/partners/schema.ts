import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Moderation } from '../sites/wire.ts';
import type { Label, PartnerLook } from './wire.ts';

export function partnerTables(c: Columns, { sites }: SiteTables) {
  /** With whom a site holds conversations, in pages of theirs or under their name (docs/decisions/061). */
  const partners = c.table(
    'partners',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      /** What its pages write before their own ids. */
      key: c.text().notNull(),
      name: c.text().notNull(),
      label: c.text().$type<Label>().notNull(),
      /** Of its own; empty: none. */
      url: c.text().notNull(),
      origins: c.json<string[]>().notNull(),
      look: c.json<PartnerLook>().notNull(),
      /** null follows the site. */
      moderation: c.text().$type<Moderation>(),
      /** Of the secret in the address of its figures; null: nobody has one. */
      linkHash: c.text(),
      version: c.int().notNull().default(1),
      endedAt: c.time(),
      createdAt: c.time().notNull(),
    },
    (t) => [
      c.unique('partners_uid').on(t.uid),
      c.unique('partners_key').on(t.siteId, t.key),
      c
        .index('partners_link')
        .on(t.linkHash)
        .where(sql`link_hash is not null`),
    ],
  );
  return { partners };
}
export type PartnerTables = ReturnType<typeof partnerTables>;
