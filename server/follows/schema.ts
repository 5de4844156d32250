import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { FollowKind, Level } from './levels.ts';

export function followTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** What a member wants to hear of, or not. */
  const follows = c.table(
    'follows',
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
      kind: c.text().$type<FollowKind>().notNull(),
      /** What never changes of it: an inside id, the publisher's id of an article, a byline's folded name, a section. */
      target: c.text().notNull(),
      level: c.text().$type<Level>().notNull(),
      /** They chose it; else they only wrote there. */
      chosen: c.bool().notNull(),
      /** As it is called where there is no row to ask: a byline. */
      name: c.text(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('follows_once').on(t.memberId, t.kind, t.target),
      c.index('follows_target').on(t.siteId, t.kind, t.target, t.memberId), // whom to tell, page by page
      c.index('follows_latest').on(t.memberId, t.id),
    ],
  );
  return { follows };
}
