import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Given, ProviderConfig, ProviderKind } from './wire.ts';

export function signOnTables(c: Columns, { sites, accounts }: SiteTables & AccountTables) {
  /** A door that a site opens to accounts kept elsewhere. */
  const providers = c.table(
    'providers',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      kind: c.text().$type<ProviderKind>().notNull(),
      /** On the button: « Compte Le Courrier ». */
      name: c.text().notNull(),
      config: c.json<ProviderConfig>().notNull(),
      /** The client's or shared secret, sealed; null where there is none (public keys by address). */
      secret: c.bytes(),
      position: c.int().notNull().default(0),
      enabled: c.bool().notNull().default(true),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('providers_uid').on(t.uid), c.index('providers_site').on(t.siteId, t.position)],
  );
  /** Who somebody is elsewhere: never matched by e-mail, only by what the issuer calls them. */
  const identities = c.table(
    'identities',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      issuer: c.text().notNull(),
      subject: c.text().notNull(),
      accountId: c
        .ref()
        .notNull()
        .references(() => accounts.id, { onDelete: 'cascade' }),
      /** What it brought the last time: taken back when it no longer does, whatever else was given meanwhile. */
      given: c.json<Given>().notNull().default({ role: 'member', badges: [] }),
      /** Where the photo came from, so that it is fetched once. */
      avatar: c.text(),
      createdAt: c.time().notNull(),
      lastUsedAt: c.time().notNull(),
    },
    (t) => [c.unique('identities_subject').on(t.siteId, t.issuer, t.subject), c.index('identities_account').on(t.accountId)],
  );
  /** A publisher's token that was exchanged: again within five minutes it gives the same session, later nothing. */
  const exchangedTokens = c.table(
    'exchanged_tokens',
    {
      /** SHA-256 of the site and what the token signs: a signature can be spelled in more than one way. */
      hash: c.text().primaryKey(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      origin: c.text().notNull(),
      sessionId: c.text().notNull(),
      exchangedAt: c.time().notNull(),
      /** When the token itself ends: the row may go then. */
      expiresAt: c.time().notNull(),
    },
    (t) => [c.index('exchanged_tokens_expiry').on(t.expiresAt)],
  );
  return { providers, identities, exchangedTokens };
}
