import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { ArticleTables } from '../articles/schema.ts';
import type { PartnerTables } from '../partners/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Audience, Moderation, ScreeningOverride } from '../sites/wire.ts';
import type { ChangeWire, Kind, Measure, ThreadState, TimerAct } from './wire.ts';

export function threadTables(c: Columns, { sites, articles, partners }: SiteTables & ArticleTables & PartnerTables) {
  /** A section of the forum, or a part of one: two levels. */
  const spaces = c.table(
    'spaces',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      slug: c.text().notNull(),
      name: c.text().notNull(),
      description: c.text().notNull().default(''),
      position: c.int().notNull(),
      parentId: c.ref(),
      /** What its charter adds to the site's, as written and as shown. */
      guidelines: c.text().notNull().default(''),
      guidelinesHtml: c.text().notNull().default(''),
      /** Who opens threads here, who answers, and whether before publication; null follows the site. */
      opens: c.text().$type<'members' | 'subscribers' | 'staff'>().notNull().default('members'),
      audience: c.text().$type<Audience>(),
      moderation: c.text().$type<Moderation>(),
      /** An article sent with one of these tags has its conversation here. */
      articleTags: c.json<string[]>(),
      /** What it screens otherwise than its site; null follows it. */
      screening: c.json<ScreeningOverride>(),
      /** Read from then on, and written in no more. */
      archivedAt: c.time(),
      /** Where its threads went: its address leads there for ever. */
      mergedIntoId: c.ref(),
    },
    (t) => [c.unique('spaces_slug').on(t.siteId, t.slug)],
  );
  const threads = c.table(
    'threads',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      kind: c.text().$type<Kind>().notNull(),
      articleId: c.ref().references(() => articles.id),
      /** An article's thread has one once it is carried on in the forum. */
      spaceId: c.ref().references(() => spaces.id),
      /** With whom it is held: its title says so first (docs/decisions/061). */
      partnerId: c.ref().references(() => partners.id),
      /** A forum thread's own title; an article's thread has its article's. */
      title: c.text(),
      /** Who opened it; null under an article. */
      authorId: c.ref(),
      /** What it opens with, above all others and in no branch; null under an article. */
      openingId: c.ref(),
      /** Of a kind that has states (kinds.ts). */
      state: c.text().$type<ThreadState>(),
      /** The answer that whoever asked, or the newsroom, keeps; and the one the newsroom calls its own. */
      acceptedId: c.ref(),
      acceptedById: c.ref(),
      officialId: c.ref(),
      /** Between which moments the invited answer. */
      answersFrom: c.time(),
      answersUntil: c.time(),
      pinnedAt: c.time(),
      /** Nobody but staff sees it before; null at once. */
      opensAt: c.time(),
      /** Where its posts went: its address leads there for ever. */
      mergedIntoId: c.ref(),
      /** Carried on in the forum, it stays open when its article closes. */
      keptOpen: c.bool().notNull().default(false),
      lang: c.text(),
      /** Its words, or where it is, are no longer what search knows of it (search/index-stale.ts). */
      unindexed: c.bool().notNull().default(true),
      /** The number of its last change. Catching up, validators and order use it, never a clock. */
      seq: c.int().notNull().default(0),
      /** Published posts, kept. */
      count: c.int().notNull().default(0),
      heldCount: c.int().notNull().default(0),
      closedAt: c.time(),
      /** null follows the article, its section, its site. */
      moderation: c.text().$type<Moderation>(),
      /** What holds here for a while (threads/measures.ts), and what it screens otherwise. null: nothing. */
      measures: c.json<Measure[]>(),
      screening: c.json<ScreeningOverride>(),
      lastAt: c.time(),
      createdAt: c.time().notNull(),
    },
    (t) => [
      c.unique('threads_uid').on(t.uid),
      c.index('threads_kind').on(t.siteId, t.kind, t.lastAt), // what is on air
      c.unique('threads_article').on(t.articleId),
      c.index('threads_latest').on(t.siteId, t.lastAt, t.id), // the desk's list
      c.index('threads_space').on(t.spaceId, t.lastAt, t.id), // the forum's lists
      c
        .index('threads_forum') // its front page, from which articles' threads are absent
        .on(t.siteId, t.lastAt, t.id)
        .where(sql`space_id is not null and last_at is not null`),
      c
        .index('threads_top') // the most answered of them
        .on(t.siteId, t.count, t.id)
        .where(sql`space_id is not null and last_at is not null`),
      c.index('threads_state').on(t.siteId, t.kind, t.state, t.lastAt), // unanswered questions
      c.index('threads_author').on(t.authorId, t.id),
      c
        .index('threads_pinned')
        .on(t.siteId, t.pinnedAt)
        .where(sql`pinned_at is not null`),
      c
        .index('threads_partner')
        .on(t.partnerId, t.id)
        .where(sql`partner_id is not null`),
      c
        .index('threads_turning') // those that go on by date: looked at every few seconds
        .on(t.id)
        .where(sql`state in ('gathering', 'answering')`),
      c
        .index('threads_unindexed')
        .on(t.id)
        .where(sql`unindexed`),
    ],
  );
  /** What happened to a thread that readers may know of, numbered without gaps. */
  const changes = c.table(
    'changes',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      seq: c.int().notNull(),
      kind: c.text().$type<ChangeWire['kind']>().notNull(),
      postId: c.ref(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.seq] })],
  );
  /** `commune:Lyon` has a key and a value; `travaux` has a key alone. */
  const tags = c.table(
    'tags',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      slug: c.text().notNull(),
      key: c.text().notNull(),
      value: c.text(),
      /** Another way of writing that one: its address leads there, and whoever types it means that. */
      mergedIntoId: c.ref(),
    },
    (t) => [c.unique('tags_slug').on(t.siteId, t.slug), c.index('tags_merged').on(t.mergedIntoId)],
  );
  const threadTags = c.table(
    'thread_tags',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      tagId: c
        .ref()
        .notNull()
        .references(() => tags.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.tagId] }), c.index('thread_tags_tag').on(t.tagId, t.threadId)],
  );
  /** What to read with a thread; not the article it lies under. */
  const threadArticles = c.table(
    'thread_articles',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      articleId: c
        .ref()
        .notNull()
        .references(() => articles.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.threadId, t.articleId] }), c.index('thread_articles_article').on(t.articleId)],
  );
  /** What is to happen to a thread by itself. */
  const threadTimers = c.table(
    'thread_timers',
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
      act: c.text().$type<TimerAct>().notNull(),
      at: c.time().notNull(),
      byId: c.ref().notNull(),
      doneAt: c.time(),
    },
    (t) => [
      c.unique('thread_timers_uid').on(t.uid),
      c.index('thread_timers_thread').on(t.threadId, t.at),
      c
        .index('thread_timers_due')
        .on(t.at, t.id)
        .where(sql`done_at is null`),
    ],
  );
  /** What a thread is about, by its rarer words, stemmed: what is near to it, or to a title somebody types. */
  const threadWords = c.table(
    'thread_words',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      word: c.text().notNull(),
      threadId: c
        .ref()
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      inTitle: c.bool().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.word, t.threadId] }), c.index('thread_words_thread').on(t.threadId)],
  );
  return { spaces, threads, changes, tags, threadTags, threadArticles, threadTimers, threadWords };
}
export type ThreadTables = ReturnType<typeof threadTables>;
