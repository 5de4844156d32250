import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export type State = 'published' | 'held' | 'rejected' | 'removed' | 'deleted';
/** `markdown` as typed here; `html` as an import brought it. */
export type Format = 'markdown' | 'html';
export type OriginClass = 'contribution' | 'account' | 'identity';

export function postTables(c: Columns, { sites, threads, members }: SiteTables & ThreadTables & AccountTables) {
  const posts = c.table(
    'posts',
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
        .references(() => threads.id),
      authorId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** The author's own idempotency key: a repeat returns the first row. */
      clientId: c.text().notNull(),
      surface: c.text().$type<'comments' | 'forum'>().notNull(),
      parentId: c.ref(),
      /** Ids outside never change, so they stand here too: a page is read without joining posts to themselves. */
      parentUid: c.text(),
      rootUid: c.text().notNull(),
      /** Itself for a root, which is written right after the insert. */
      rootId: c.ref().notNull(),
      depth: c.int().notNull(),
      /** Written as an invited expert: the badge stays when the invitation ends. */
      expert: c.bool().notNull().default(false),
      /**
       * Its place in its branch by order of publication, 0 for a root, null until published. Parents come before
       * children, so the first n of a branch always hang together, and a branch loads on from a rank.
       */
      rank: c.int(),
      state: c.text().$type<State>().notNull(),
      /** Readers see it or its place: published, or taken down with replies under it. */
      listed: c.bool().notNull(),
      source: c.text().notNull(),
      format: c.text().$type<Format>().notNull(),
      renderer: c.int().notNull(),
      html: c.text().notNull(),
      revision: c.int().notNull().default(1),
      /** Direct replies that are listed. */
      replies: c.int().notNull().default(0),
      /** For a root: listed posts of its branch, itself apart. */
      branch: c.int().notNull().default(0),
      /** For a root: the last rank given in its branch. */
      lastRank: c.int().notNull().default(0),
      /** Picked by the newsroom. */
      featuredAt: c.time(),
      /** The revision that a person read and let be; reports do not hide it by themselves. */
      approvedRevision: c.int(),
      createdAt: c.time().notNull(),
      editedAt: c.time(),
      importKey: c.text(),
    },
    (t) => [
      c.unique('posts_uid').on(t.uid),
      c.unique('posts_client').on(t.authorId, t.clientId),
      c.unique('posts_import').on(t.siteId, t.importKey),
      // The page of roots, by time and by replies; `branch_page` holds their replies in the order they load.
      c
        .index('posts_roots_time')
        .on(t.threadId, t.createdAt, t.id)
        .where(sql`parent_id is null and listed`),
      c
        .index('posts_roots_replies')
        .on(t.threadId, t.branch, t.id)
        .where(sql`parent_id is null and listed`),
      c.index('posts_branch').on(t.rootId, t.rank),
      c.index('posts_parent').on(t.parentId),
      c.index('posts_author').on(t.authorId, t.id),
      c.index('posts_renderer').on(t.renderer, t.id), // rerender walks it
    ],
  );
  /** What a post said before each edit. */
  const revisions = c.table(
    'revisions',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      revision: c.int().notNull(),
      source: c.text().notNull(),
      format: c.text().$type<Format>().notNull(),
      html: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.postId, t.revision] })],
  );
  /**
   * What the law has kept of who contributed, sealed (AES-256-GCM): address, port and time of each contribution; once an
   * account is closed, who held it (origin-record.ts). Nothing in the product opens it. `purgeAt` is set by class when written.
   */
  const originRecords = c.table(
    'origin_records',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      class: c.text().$type<OriginClass>().notNull(),
      act: c.text().$type<'create' | 'edit' | 'delete' | 'close'>().notNull(),
      /** null for who held a closed account. */
      postId: c.ref(),
      memberId: c.ref().notNull(),
      sealed: c.bytes().notNull(),
      purgeAt: c.time().notNull(),
    },
    (t) => [c.index('origin_records_purge').on(t.purgeAt)],
  );
  return { posts, revisions, originRecords };
}
export type PostTables = ReturnType<typeof postTables>;
