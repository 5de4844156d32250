import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { CaseTables } from '../cases/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { MediationEnd, MediationState, MediationWordKind, ProposalState, Seat } from './wire.ts';

export function mediationTables(
  c: Columns,
  { sites, posts, members, cases }: SiteTables & PostTables & Pick<AccountTables, 'members'> & Pick<CaseTables, 'cases'>,
) {
  /** Two people and a mediator. Only server/mediations/ reads it and what hangs on it (docs/decisions/077-mediation.md). */
  const mediations = c.table(
    'mediations',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      clientId: c.text().notNull(),
      subject: c.text().notNull(),
      /** What it is about, where it is about one. */
      postId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
      /** Where it was opened from: its log gets the outcome. */
      caseId: c.ref().references(() => cases.id, { onDelete: 'set null' }),
      state: c.text().$type<MediationState>().notNull().default('proposed'),
      why: c.text().$type<MediationEnd>(),
      /** Rises with each change: what one decides on is what one has seen. */
      version: c.int().notNull().default(1),
      /** By when each accepts, then by when they agree: past it, it is over. */
      dueAt: c.time().notNull(),
      at: c.time().notNull(),
      endedAt: c.time(),
    },
    (t) => [
      c.unique('mediations_uid').on(t.uid),
      c.unique('mediations_client').on(t.siteId, t.clientId),
      c.index('mediations_site').on(t.siteId, t.id),
      c.index('mediations_ended').on(t.endedAt),
      c
        .index('mediations_case') // beside each case
        .on(t.caseId)
        .where(sql`case_id is not null`),
      c
        .index('mediations_post')
        .on(t.postId)
        .where(sql`post_id is not null`),
      c
        .index('mediations_due')
        .on(t.dueAt)
        .where(sql`ended_at is null`),
    ],
  );
  /** Who sits there: nobody else reads. A seat whose member left is not there any more. */
  const mediationSeats = c.table(
    'mediation_seats',
    {
      mediationId: c
        .ref()
        .notNull()
        .references(() => mediations.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      seat: c.text().$type<Seat>().notNull(),
      acceptedAt: c.time(),
      /** Something is new since they looked. */
      unread: c.bool().notNull().default(false),
    },
    (t) => [
      c.primaryKey({ columns: [t.mediationId, t.memberId] }), // nobody mediates between themselves and another
      c.unique('mediation_seats_one').on(t.mediationId, t.seat),
      c.index('mediation_seats_member').on(t.memberId),
      c
        .index('mediation_seats_unread') // the bell on every page
        .on(t.memberId, t.mediationId)
        .where(sql`unread`),
    ],
  );
  const mediationWords = c.table(
    'mediation_words',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      mediationId: c
        .ref()
        .notNull()
        .references(() => mediations.id, { onDelete: 'cascade' }),
      authorId: c
        .ref()
        .notNull()
        .references(() => members.id),
      clientId: c.text().notNull(),
      kind: c.text().$type<MediationWordKind>().notNull(),
      text: c.text().notNull(),
      /** Of a proposal. */
      state: c.text().$type<ProposalState>(),
      /** The exact words that a party is to publish, whose they are, and the post they became. */
      publishes: c.text(),
      publisherId: c.ref().references(() => members.id),
      publishedId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('mediation_words_uid').on(t.uid),
      c.unique('mediation_words_client').on(t.authorId, t.clientId),
      c.index('mediation_words_room').on(t.mediationId, t.id),
      c
        .unique('mediation_words_standing') // one at a time
        .on(t.mediationId)
        .where(sql`state = 'open'`),
    ],
  );
  /** What each party said of a proposal: to these very words, which nobody changes. */
  const mediationAnswers = c.table(
    'mediation_answers',
    {
      wordId: c
        .ref()
        .notNull()
        .references(() => mediationWords.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      agreed: c.bool().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.wordId, t.memberId] })],
  );
  return { mediations, mediationSeats, mediationWords, mediationAnswers };
}
