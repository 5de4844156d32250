import type { Pace } from '../notifications/pace.ts';
import type { Columns } from '../db/columns.ts';
import type { Locale } from '../i18n/translate.ts';
import type { SignOnKeyData } from '../sign-on/attempt.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Preset } from '../inbox/wire.ts';
import type { Role } from '../threads/wire.ts';

export function accountTables(c: Columns, { sites }: SiteTables) {
  /** A person who can sign in, on any site of this installation. */
  const accounts = c.table(
    'accounts',
    {
      id: c.id(),
      uid: c.text().notNull(),
      /** As written, for sending; `emailKey` is its folded form, for finding. */
      email: c.text(),
      /** null where the address is a publisher's word, not ours to find an account by (sign-on/). */
      emailKey: c.text(),
      emailConfirmedAt: c.time(),
      /** Since when the address refuses our mails, and in which words; null while it does not. */
      emailFailingAt: c.time(),
      emailFailure: c.text(),
      name: c.text().notNull(),
      /** argon2id, PHC string; null for who signs in by link only. */
      password: c.text(),
      locale: c.text().notNull(),
      /** Light or dark on our pages, whatever the device prefers; null follows it. */
      scheme: c.text().$type<'light' | 'dark'>(),
      /** What made its sign-up suspicious: its first posts are read by somebody, whatever the site's settings. */
      suspicion: c.json<Suspicion[]>(),
      /** Over all sites. */
      owner: c.bool().notNull().default(false),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('accounts_email').on(t.emailKey), c.unique('accounts_uid').on(t.uid)],
  );
  /**
   * A sign-in of our own pages (site and origin null), of an embed (both said), or by an embed's link to its owner's data
   * (a site, no origin). The key is the hash of what the browser holds.
   */
  const sessions = c.table(
    'sessions',
    {
      id: c.text().primaryKey(),
      accountId: c
        .ref()
        .notNull()
        .references(() => accounts.id, { onDelete: 'cascade' }),
      siteId: c.ref().references(() => sites.id, { onDelete: 'cascade' }),
      origin: c.text(),
      expiresAt: c.time().notNull(),
      createdAt: c.time(),
      lastUsedAt: c.time(),
      /** What the browser says it is: what its owner knows it by. */
      device: c.text(),
      /** When a second factor was given; null where none was. */
      strongAt: c.time(),
      /** When its owner last proved to be who they are, by whatever opens the account: leaving asks for it anew. */
      provedAt: c.time(),
      /** Which door, and what the provider calls this session: it may end it from there (OpenID Connect Back-Channel Logout). */
      providerId: c.ref(),
      providerSession: c.text(),
    },
    (t) => [
      c.index('sessions_provider').on(t.providerId, t.providerSession),
      c.index('sessions_account').on(t.accountId),
      c.index('sessions_expiry').on(t.expiresAt),
    ],
  );
  /** One-time links and codes: first admin, sign-in, confirm, reset, and the embed's code. Only hashes; spent by deletion. */
  const oneTimeKeys = c.table(
    'one_time_keys',
    {
      hash: c.text().primaryKey(),
      purpose: c.text().$type<KeyPurpose>().notNull(),
      accountId: c.ref().references(() => accounts.id, { onDelete: 'cascade' }),
      data: c.json<KeyData>().notNull(),
      expiresAt: c.time().notNull(),
    },
    (t) => [c.index('one_time_keys_account').on(t.accountId, t.purpose), c.index('one_time_keys_expiry').on(t.expiresAt)],
  );
  const passkeys = c.table(
    'passkeys',
    {
      id: c.id(),
      uid: c.text().notNull(),
      accountId: c
        .ref()
        .notNull()
        .references(() => accounts.id, { onDelete: 'cascade' }),
      /** The relying party: the host it was made on, and the only one it opens. */
      rpId: c.text().notNull(),
      credentialId: c.text().notNull(),
      publicKey: c.bytes().notNull(),
      counter: c.int().notNull(),
      transports: c.json<string[]>().notNull(),
      name: c.text().notNull(),
      createdAt: c.time().notNull(),
      lastUsedAt: c.time(),
    },
    (t) => [
      c.unique('passkeys_uid').on(t.uid),
      c.unique('passkeys_credential').on(t.credentialId),
      c.index('passkeys_account').on(t.accountId),
    ],
  );
  /** RFC 6238. Not in force until a first code proved that it was scanned. */
  const totp = c.table('totp', {
    accountId: c
      .ref()
      .primaryKey()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    secret: c.bytes().notNull(),
    confirmedAt: c.time(),
    /** The last step accepted: a code works once. */
    lastStep: c.int().notNull().default(0),
  });
  /** What opens where the second factor is lost. Each once, by deletion. */
  const recoveryCodes = c.table(
    'recovery_codes',
    {
      hash: c.text().primaryKey(),
      accountId: c
        .ref()
        .notNull()
        .references(() => accounts.id, { onDelete: 'cascade' }),
    },
    (t) => [c.index('recovery_codes_account').on(t.accountId)],
  );
  /** A person on one site: what posts, reports and decisions point to. No account where it came from an import, or was erased. */
  const members = c.table(
    'members',
    {
      id: c.id(),
      stamp: c.stamp(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      accountId: c.ref().references(() => accounts.id),
      name: c.text().notNull(),
      /** By which they are called in a text: @camille.roux. Given with the first need, never to somebody else after. */
      handle: c.text(),
      /** What the name looks like (members/skeleton.ts): nobody takes one that passes for another's. */
      skeleton: c.text(),
      role: c.text().$type<Role>().notNull(),
      /** Of the newsroom: by their trade, which lanes of the inbox they see; null for all that their role shows. */
      preset: c.text().$type<Preset>(),
      /** An expert's title and interests, a journalist's desk. */
      title: c.text(),
      affiliation: c.text(),
      /** What an expert declares of their interests. */
      interests: c.text(),
      bio: c.text(),
      links: c.json<string[]>(),
      /** The uid of the photo in force. */
      photo: c.text(),
      /** Given by a provider's claims or by staff; shown beside the name. */
      badges: c.json<string[]>(),
      /** How replies and decisions reach them by mail. */
      mailPace: c.text().$type<Pace>().notNull().default('once'),
      /** When they declared the age that the site asks for, or a claim did. */
      ageDeclaredAt: c.time(),
      charterVersion: c.int(),
      /** When they put away what helps with a first post; null until they do. */
      welcomedAt: c.time(),
      /** Published posts, kept. */
      postCount: c.int().notNull().default(0),
      rejectedCount: c.int().notNull().default(0),
      /** Of the reports they made, those decided: kept, for what the next one weighs. */
      reportsUpheld: c.int().notNull().default(0),
      reportsRefused: c.int().notNull().default(0),
      /** Days on which they wrote or reported, and the last of them (YYYY-MM-DD on their site). */
      activeDays: c.int().notNull().default(0),
      lastActiveOn: c.text(),
      /** Of a moderator: who wrote what is not told to them before it is decided (cases/blind.ts). */
      blind: c.bool().notNull().default(false),
      /** The team keeps an eye on them: their posts are flagged, and nothing else happens. */
      watchedAt: c.time(),
      createdAt: c.time().notNull(),
      /** When its account left: an anonymous place, without a page of its own. */
      goneAt: c.time(),
      /** `disqus:ann`: found again by the next import. */
      importKey: c.text(),
    },
    (t) => [
      c.unique('members_uid').on(t.uid),
      c.unique('members_account').on(t.siteId, t.accountId),
      c.unique('members_import').on(t.siteId, t.importKey),
      c.unique('members_handle').on(t.siteId, t.handle),
      c.index('members_role').on(t.siteId, t.role, t.id), // the desk's list, of one role
      c.index('members_skeleton').on(t.siteId, t.skeleton),
      c.index('members_joined').on(t.siteId, t.createdAt), // figures
    ],
  );
  return { accounts, sessions, oneTimeKeys, passkeys, totp, recoveryCodes, members };
}
export type AccountTables = ReturnType<typeof accountTables>;

/** Sent faster than anybody types, with the field filled that nobody sees, or by no form of ours of these days. */
export type Suspicion = 'fast' | 'trap' | 'stale';

export type KeyPurpose =
  | 'owner'
  | 'signin'
  | 'confirm'
  | 'reset'
  | 'prove'
  | 'data'
  | 'embed'
  | 'draft'
  | 'attempt'
  | 'link'
  | 'logout'
  | 'second'
  | 'challenge'
  | 'nudge'
  | 'guest'
  | 'guestProof';
export type KeyData = {
  siteId?: number;
  origin?: string;
  challenge?: string;
  next?: string;
  draft?: Draft;
  /** The fields of a new thread's form, as typed. */
  opening?: Record<string, string>;
  guest?: GuestClaim;
  arrival?: Arrival;
} & SignOnKeyData;

/**
 * How somebody came in. `second`: what was given beside it, or the passkey that stands for both, or the word of a
 * provider that asked for one.
 */
export type Arrival = {
  by: 'password' | 'link' | 'reset' | 'founding' | 'passkey' | 'provider' | 'invitation';
  second?: 'code' | 'recovery' | 'passkey' | 'provider';
  providerId?: number;
  providerSession?: string;
  /** ISO; when a provider saw them prove who they are. Without it, having come by one proves nothing that is recent. */
  authenticatedAt?: string;
};

/** Who asks to write without an account: what their mail's link will make true. */
export type GuestClaim = {
  name: string;
  email: string;
  charter: number | null;
  /** The hash of what the browser that asked keeps. */
  challenge: string;
  origin: string;
  locale: Locale;
  device: string | null;
};

/** What somebody wrote without JavaScript, kept while they sign in. */
export type Draft = { site?: string; article?: string; thread?: string; parent?: string; voice?: string; body: string; clientId: string };
