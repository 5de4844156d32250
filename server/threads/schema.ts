import type { Columns } from '../db/columns.ts';
import type { ArticleTables } from '../articles/schema.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Moderation, ScreeningOverride } from '../sites/wire.ts';
import type { ChangeWire, Measure } from './wire.ts';

/** Adding a kind is adding a word here and what it decides in policy.ts. */
export type Kind = 'article' | 'discussion';

export function threadTables(c: Columns, { sites, articles }: SiteTables & ArticleTables) {
  /** A section of the forum. */
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
      /** What it screens otherwise than its site; null follows it. */
      screening: c.json<ScreeningOverride>(),
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
      spaceId: c.ref().references(() => spaces.id),
      /** A forum thread's own title; an article's thread has its article's. */
      title: c.text(),
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
      c.unique('threads_article').on(t.articleId),
      c.index('threads_latest').on(t.siteId, t.lastAt, t.id), // the desk's list
      c.index('threads_space').on(t.spaceId, t.lastAt, t.id), // the forum's lists
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
  return { spaces, threads, changes };
}
export type ThreadTables = ReturnType<typeof threadTables>;
