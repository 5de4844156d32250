import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export function memberTables(c: Columns, { sites, spaces, accounts, members }: SiteTables & ThreadTables & AccountTables) {
  /** Spaces that a moderator is limited to; none, all of the site. */
  const moderatorSpaces = c.table(
    'moderator_spaces',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      spaceId: c
        .ref()
        .notNull()
        .references(() => spaces.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.memberId, t.spaceId] })],
  );
  /** Whom a member does not want to read. */
  const ignores = c.table(
    'ignores',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      ignoredId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      createdAt: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.memberId, t.ignoredId] })],
  );
  /** A face, square, without what the camera said of itself (EXIF). Named anew when it changes: cached for ever. */
  const photos = c.table(
    'photos',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      /** WebP, 256 pixels wide. */
      bytes: c.bytes().notNull(),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('photos_uid').on(t.uid), c.index('photos_member').on(t.memberId)],
  );
  /** What a member was called before, for staff who read what was said of them then. */
  const formerNames = c.table(
    'former_names',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      name: c.text().notNull(),
      /** Who changed it: themselves, or staff; null where their provider told another. */
      byId: c.ref().references(() => members.id),
      /** Of staff. */
      reason: c.text().notNull().default(''),
      /** Until when it was theirs. */
      at: c.time().notNull(),
    },
    (t) => [c.index('former_names_member').on(t.memberId, t.id)],
  );
  /** All that an account has here, asked for by its owner: made by a job, fetched, forgotten. */
  const takeouts = c.table(
    'takeouts',
    {
      id: c.id(),
      uid: c.text().notNull(),
      accountId: c
        .ref()
        .notNull()
        .references(() => accounts.id, { onDelete: 'cascade' }),
      /** On whose pages it was asked for; null on a host that is no site's. */
      siteId: c.ref().references(() => sites.id),
      state: c.text().$type<'waiting' | 'running' | 'ready' | 'failed'>().notNull(),
      /** 0 to 100. */
      progress: c.int().notNull().default(0),
      bytes: c.bytes(),
      /** A worker is at it until then; later, another may take it up. */
      leasedUntil: c.time(),
      createdAt: c.time().notNull(),
      expiresAt: c.time().notNull(),
    },
    (t) => [
      c.unique('takeouts_uid').on(t.uid),
      c.index('takeouts_account').on(t.accountId),
      c.index('takeouts_expiry').on(t.expiresAt),
      c.index('takeouts_state').on(t.state, t.id),
    ],
  );
  /** An account that leaves, and may still change its mind until `dueAt`. */
  const departures = c.table(
    'departures',
    {
      accountId: c
        .ref()
        .primaryKey()
        .references(() => accounts.id, { onDelete: 'cascade' }),
      /** Keep the texts without a name, or erase them. */
      texts: c.text().$type<'keep' | 'erase'>().notNull(),
      askedAt: c.time().notNull(),
      dueAt: c.time().notNull(),
      /** When its doors were shut and its names went. What was under way then is over a minute later. */
      strippedAt: c.time(),
    },
    (t) => [c.index('departures_due').on(t.dueAt)],
  );
  /** What the team calls somebody to find them by, put by hand; gone after a time (kept-for.ts). */
  const memberLabels = c.table(
    'member_labels',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      label: c.text().notNull(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.memberId, t.label] }), c.index('member_labels_site').on(t.siteId, t.label)],
  );
  return { memberLabels, moderatorSpaces, ignores, photos, formerNames, takeouts, departures };
}
