import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { Locale } from '../i18n/translate.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { Role } from '../threads/wire.ts';

export type InvitationState = 'sent' | 'accepted' | 'declined' | 'proposed' | 'revoked';

export function invitationTables(c: Columns, { sites, threads, accounts, members }: SiteTables & ThreadTables & AccountTables) {
  /** Staff and members by e-mail or by a link with a quota; an expert into threads, for a time. */
  const invitations = c.table(
    'invitations',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      kind: c.text().$type<'staff' | 'member' | 'expert'>().notNull(),
      role: c.text().$type<Role>().notNull(),
      state: c.text().$type<InvitationState>().notNull(),
      /** Where it was sent; null for a link that is passed on. */
      email: c.text(),
      emailKey: c.text(),
      /** The hash of the link's secret; renewed when a fresh one is sent. */
      hash: c.text().notNull(),
      /** When this link was used: another device gets a fresh one by mail. */
      usedAt: c.time(),
      /** When any of its links was first used. */
      cameAt: c.time(),
      /** The account that its link made: the only one that it signs in (open-door.ts). */
      accountId: c.ref().references(() => accounts.id, { onDelete: 'set null' }),
      /** The language of its mails. */
      locale: c.text().$type<Locale>().notNull().default('fr'),
      /** How many may use it, and have; null without bound. */
      quota: c.int(),
      uses: c.int().notNull().default(0),
      /** An expert: the person picked or made, from the start. */
      memberId: c.ref().references(() => members.id),
      invitedById: c
        .ref()
        .notNull()
        .references(() => members.id),
      message: c.text().notNull().default(''),
      startsAt: c.time(),
      endsAt: c.time(),
      /** Another date that the expert proposes, in words of theirs. */
      proposal: c.text(),
      /** A word with which they decline. */
      word: c.text(),
      answeredAt: c.time(),
      remindAt: c.time(),
      createdAt: c.time().notNull(),
    },
    (t) => [
      c.unique('invitations_uid').on(t.uid),
      c.unique('invitations_hash').on(t.hash),
      c.index('invitations_site').on(t.siteId, t.id),
      c.index('invitations_member').on(t.memberId),
      c.index('invitations_remind').on(t.remindAt),
    ],
  );
  /** Where an expert may write. */
  const invitationThreads = c.table(
    'invitation_threads',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      invitationId: c
        .ref()
        .notNull()
        .references(() => invitations.id, { onDelete: 'cascade' }),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id),
    },
    (t) => [c.primaryKey({ columns: [t.invitationId, t.threadId] }), c.index('invitation_threads_thread').on(t.threadId)],
  );
  return { invitations, invitationThreads };
}
