import type { Columns } from '../db/columns.ts';
import type { Look, Screening, Settings } from './wire.ts';

/** As they lie in the row: what is screened is read through `screeningOf` (moderation/screening.ts), which fills in what is not said. */
export type StoredSettings = Omit<Settings, 'origins' | 'screening'> & { screening?: Partial<Screening> } & Former;
/** What rows said before they had a `screening`. */
export type Former = { newcomerPosts?: number; maxLinks?: number; bannedWords?: string[] };

export function siteTables(c: Columns) {
  const sites = c.table(
    'sites',
    {
      id: c.id(),
      /** What the publisher writes in its pages. */
      key: c.text().notNull(),
      /** The Host header that chooses this site's own pages, port included where it is not the scheme's. */
      host: c.text().notNull(),
      settings: c.json<StoredSettings>().notNull(),
      origins: c.json<string[]>().notNull(),
      /** IANA: what day it is on our pages and in our mails. */
      timeZone: c.text().notNull().default('Europe/Paris'),
      /** #rrggbb; null is ours. */
      accent: c.text(),
      font: c.text().$type<Look['font']>().notNull().default('system'),
      /** The hash of its logo's bytes, by which it is fetched; null without one. */
      logo: c.text(),
      version: c.int().notNull().default(1),
      /** The charter in force; 0 before the first. */
      charterVersion: c.int().notNull().default(0),
      /** Rises when a member's name, face or badges change: whatever shows them is no longer the same. */
      membersVersion: c.int().notNull().default(0),
      /** The last case's number; a case takes the next in its own transaction. */
      lastCase: c.int().notNull().default(0),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('sites_key').on(t.key), c.unique('sites_host').on(t.host)],
  );
  /** What the publisher's own servers sign their requests with. The table holds only the hash. */
  const siteTokens = c.table(
    'site_tokens',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      name: c.text().notNull(),
      hash: c.text().notNull(),
      /** What it may do; see sites/scopes.ts. */
      scopes: c.json<string[]>().notNull().default(['articles']),
      /** The account that made it (its outside id). */
      madeBy: c.text(),
      expiresAt: c.time(),
      createdAt: c.time().notNull(),
      lastUsedAt: c.time(),
    },
    (t) => [c.unique('site_tokens_hash').on(t.hash), c.unique('site_tokens_uid').on(t.uid)],
  );
  /** A small picture, made anew from what was uploaded. */
  const siteLogos = c.table('site_logos', {
    siteId: c
      .ref()
      .primaryKey()
      .references(() => sites.id, { onDelete: 'cascade' }),
    hash: c.text().notNull(),
    bytes: c.bytes().notNull(),
  });
  /** What stands above and below all our pages, as written and as shown (cleaned of what runs). */
  const siteFrames = c.table('site_frames', {
    siteId: c
      .ref()
      .primaryKey()
      .references(() => sites.id, { onDelete: 'cascade' }),
    header: c.text().notNull(),
    headerHtml: c.text().notNull(),
    footer: c.text().notNull(),
    footerHtml: c.text().notNull(),
  });
  return { sites, siteTokens, siteLogos, siteFrames };
}
export type SiteTables = ReturnType<typeof siteTables>;
