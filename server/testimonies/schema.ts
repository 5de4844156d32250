import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { AgreementState, Answers, CallField, NamedAs, Readers, TestimonyState } from './wire.ts';

export function testimonyTables(c: Columns, { sites, threads, members, posts }: SiteTables & ThreadTables & AccountTables & PostTables) {
  /** What a thread of the kind `testimony` has of its own: its form, and what was promised of the answers. */
  const testimonyCalls = c.table(
    'testimony_calls',
    {
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      fields: c.json<CallField[]>().notNull(),
      /** Rises with what it asks: who answers another form than this is asked again. */
      form: c.int().notNull().default(1),
      closesAt: c.time().notNull(),
      /** Days for which answers are kept after it closes. */
      keepDays: c.int().notNull(),
      readers: c.text().$type<Readers>().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId] }), c.index('testimony_calls_site').on(t.siteId, t.closesAt)],
  );
  /** Of one whose answers are read by who is named alone. */
  const testimonyReaders = c.table(
    'testimony_readers',
    {
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.memberId] }), c.index('testimony_readers_member').on(t.memberId)],
  );
  /** What one member answered: nobody's to read but theirs and its readers'. */
  const testimonies = c.table(
    'testimonies',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      answers: c.json<Answers>().notNull(),
      /** Which words of consent they ticked, and when (agreement-words.ts). */
      consent: c.int().notNull(),
      consentedAt: c.time().notNull(),
      state: c.text().$type<TestimonyState>().notNull().default('new'),
      /** Who of the newsroom is on it. */
      assigneeId: c.ref().references(() => members.id, { onDelete: 'set null' }),
      /** Rises with each change, of whoever's: what one decides on is what one has seen. */
      version: c.int().notNull().default(1),
      changedById: c.ref().references(() => members.id, { onDelete: 'set null' }),
      sentAt: c.time().notNull(),
      /** When its author last changed it. */
      editedAt: c.time(),
      /** As promised when it was sent: a later end of the call does not put it off. */
      keptUntil: c.time().notNull(),
    },
    (t) => [
      c.unique('testimonies_uid').on(t.uid),
      c.unique('testimonies_member').on(t.threadId, t.memberId),
      c.index('testimonies_state').on(t.threadId, t.state, t.id),
      c.index('testimonies_whose').on(t.memberId),
      c.index('testimonies_purge').on(t.keptUntil),
    ],
  );
  /** What the newsroom notes to itself; goes with what it is about. */
  const testimonyNotes = c.table(
    'testimony_notes',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      testimonyId: c
        .ref()
        .notNull()
        .references(() => testimonies.id, { onDelete: 'cascade' }),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      text: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.index('testimony_notes_of').on(t.testimonyId, t.id)],
  );
  /** The very words that an author was asked to see published, and what they said. Outlives the answer while it is published. */
  const agreements = c.table(
    'agreements',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      testimonyId: c.ref().references(() => testimonies.id, { onDelete: 'set null' }),
      /** Whose; null once their account is gone. */
      memberId: c.ref().references(() => members.id, { onDelete: 'set null' }),
      text: c.text().notNull(),
      namedAs: c.text().$type<NamedAs>().notNull(),
      /** As readers see it; empty where nobody is named. */
      name: c.text().notNull(),
      /** What one agrees to: the version of its words, and the language they were read in. */
      wording: c.int().notNull(),
      locale: c.text(),
      /** SHA-256 of all that was agreed to (agreement-words.ts). */
      hash: c.text().notNull(),
      state: c.text().$type<AgreementState>().notNull().default('asked'),
      /** Stays published without an account, once they leave. */
      stays: c.bool().notNull().default(false),
      /** What they said beside it. */
      word: c.text().notNull().default(''),
      askedById: c
        .ref()
        .notNull()
        .references(() => members.id),
      askedAt: c.time().notNull(),
      answeredAt: c.time(),
      withdrawnAt: c.time(),
      postId: c.ref().references(() => posts.id, { onDelete: 'set null' }),
    },
    (t) => [
      c.unique('agreements_uid').on(t.uid),
      c.index('agreements_testimony').on(t.testimonyId, t.id),
      c.index('agreements_member').on(t.memberId, t.id),
      c.index('agreements_thread').on(t.threadId),
      c.index('agreements_post').on(t.postId),
    ],
  );
  return { testimonyCalls, testimonyReaders, testimonies, testimonyNotes, agreements };
}
