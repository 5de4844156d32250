import type { Columns } from '../db/columns.ts';
import type { FontUse, Look, Screening, Settings, Tokens } from './wire.ts';

/** As they lie in the row: what is screened is read through `screeningOf` (moderation/screening.ts), which fills in what is not said. */
export type StoredSettings = Omit<Settings, 'origins' | 'screening'> & { screening?: Partial<Screening> } & Former;
/** What rows said before they had a `screening`. */
export type Former = { newcomerPosts?: number; maxLinks?: number; bannedWords?: string[] };

/** As saved, with its frame as shown: cleaned of what runs. */
export type StoredLook = Omit<Look, 'timeZone'> & { headerHtml: string; footerHtml: string };

export function siteTables(c: Columns) {
  const sites = c.table(
    'sites',
    {
      id: c.id(),
      stamp: c.stamp(),
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
      /** Its other colours and measures; null is ours. */
      tokens: c.json<Tokens>(),
      /** Hashes of its own fonts' bytes, by which they are fetched. */
      fonts: c.json<Partial<Record<FontUse, string>>>(),
      /** Of site_looks; 0 before the first was saved. */
      lookVersion: c.int().notNull().default(0),
      /** The hash of its logo's bytes, by which it is fetched; null without one. */
      logo: c.text(),
      version: c.int().notNull().default(1),
      /** The charter in force; 0 before the first. */
      charterVersion: c.int().notNull().default(0),
      /** Rises when a member's name, face or badges change: whatever shows them is no longer the same. */
      membersVersion: c.int().notNull().default(0),
      /** The last case's number; a case takes the next in its own transaction. */
      lastCase: c.int().notNull().default(0),
      /** The number of the inbox's last change. */
      lastInbox: c.int().notNull().default(0),
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
  /** Each look that was saved, and by whom; the site wears the one of its `lookVersion`. */
  const siteLooks = c.table(
    'site_looks',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      version: c.int().notNull(),
      look: c.json<StoredLook>().notNull(),
      savedBy: c.text().notNull(),
      savedAt: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.version] })],
  );
  /** WOFF2, as uploaded. */
  const siteFonts = c.table(
    'site_fonts',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      use: c.text().$type<FontUse>().notNull(),
      hash: c.text().notNull(),
      name: c.text().notNull(),
      bytes: c.bytes().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.use] })],
  );
  return { sites, siteTokens, siteLogos, siteLooks, siteFonts };
}
export type SiteTables = ReturnType<typeof siteTables>;
