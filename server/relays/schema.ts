import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { InboxTables } from '../inbox/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { RelayState } from './wire.ts';

export function relayTables(c: Columns, { sites, members, inboxItems }: SiteTables & AccountTables & InboxTables) {
  /** A question passed on to a journalist, who answers by mail or by a link, and confirms what they wrote. */
  const relays = c.table(
    'relays',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      itemId: c
        .ref()
        .notNull()
        .references(() => inboxItems.id, { onDelete: 'cascade' }),
      /** Who is asked, and who asks them. */
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** To the journalist; may be empty. */
      word: c.text().notNull(),
      state: c.text().$type<RelayState>().notNull().default('asked'),
      /** What they wrote, while it waits for them to confirm it. */
      source: c.text(),
      /** The number of that text: the link to confirm it names it. */
      version: c.int().notNull().default(0),
      /** Of the mail that brought it: delivered twice, it is the same one. */
      messageHash: c.text(),
      askedAt: c.time().notNull(),
      /** When they were reminded of it; once is enough. */
      remindedAt: c.time(),
      /** When a word went back about what could not be taken; once is enough. */
      toldAt: c.time(),
    },
    (t) => [c.unique('relays_uid').on(t.uid), c.index('relays_item').on(t.itemId, t.id), c.index('relays_member').on(t.memberId)],
  );
  return { relays };
}
