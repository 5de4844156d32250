import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { Locale } from '../i18n/translate.ts';
import type { SiteTables } from '../sites/schema.ts';

export function belongingTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** A site's own badges: what the newsroom gives by hand. Those that are earned are read from what happened (earned.ts). */
  const badges = c.table(
    'badges',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      names: c.json<Record<Locale, string>>().notNull(),
      glyph: c.text().notNull(),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('badges_uid').on(t.uid), c.index('badges_site').on(t.siteId, t.id)],
  );
  const badgesGiven = c.table(
    'badges_given',
    {
      id: c.id(),
      badgeId: c
        .ref()
        .notNull()
        .references(() => badges.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      givenById: c.ref().references(() => members.id, { onDelete: 'set null' }),
      /** Why, in the giver's words. */
      word: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.unique('badges_given_member').on(t.memberId, t.badgeId), c.index('badges_given_badge').on(t.badgeId)],
  );
  /** What somebody does not want shown: one of EARNED (earned.ts), or a badge's uid. */
  const badgesHidden = c.table(
    'badges_hidden',
    {
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      badge: c.text().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.memberId, t.badge] })],
  );
  return { badges, badgesGiven, badgesHidden };
}
