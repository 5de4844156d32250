import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { ArticleTables } from '../articles/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';

export type State = 'published' | 'held' | 'rejected' | 'removed' | 'deleted';
/** `markdown` as typed here; `html` as an import brought it. */
export type Format = 'markdown' | 'html';
/** `player`: of a frame that plays it, at a known host's. */
export type LinkPreview = { url: string; title: string; description: string; site: string; player?: string };
/** `at`: ISO 8601. Who gave them stands in the log: they are the newsroom's. */
export type Thanks = { word: string; at: string };
export type OriginClass = 'contribution' | 'account' | 'identity';

export function postTables(c: Columns, { sites, threads, members, articles }: SiteTables & ThreadTables & AccountTables & ArticleTables) {
  const posts = c.table(
    'posts',
    {
      id: c.id(),
      stamp: c.stamp(),
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
      /** Whose hand wrote it, where its author is a voice of the newsroom (voices/): never told to readers. */
      handId: c.ref().references(() => members.id),
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
      /** The article that took it up, the newsroom says. */
      takenInto: c.ref().references(() => articles.id),
      /** The newsroom thanks for it: in a word, or without any; null where it did not. */
      thanks: c.json<Thanks>(),
      /** How many react with what, kept; null where nobody has. */
      reactions: c.json<Record<string, number>>(),
      /** Of a root: how many want to see it answered; and its place among those an expert has answered. */
      votes: c.int().notNull().default(0),
      answerRank: c.int(),
      /** In which language it is written, where one can tell. */
      lang: c.text(),
      /** Its words, or where it is, are no longer what search knows of it (search/index-stale.ts). */
      unindexed: c.bool().notNull().default(true),
      /** What the pages it links to say of themselves. */
      previews: c.json<LinkPreview[]>(),
      /** The revision that a person read and let be; reports do not hide it by themselves. */
      approvedRevision: c.int(),
      createdAt: c.time().notNull(),
      editedAt: c.time(),
      importKey: c.text(),
      /** How it came, where not by a form of ours. */
      via: c.text().$type<'mail'>(),
    },
    (t) => [
      c.unique('posts_uid').on(t.uid),
      c
        .index('posts_hand')
        .on(t.handId)
        .where(sql`hand_id is not null`),
      c.unique('posts_client').on(t.authorId, t.clientId),
      c.unique('posts_import').on(t.siteId, t.importKey),
      // The page of roots, by time and by replies; `branch_page` holds their replies in the order they load.
      // Of indexes that seem equal SQLite takes the one made last: this one is younger than posts_flat (test/server/posts/plans.test.ts).
      c
        .index('posts_roots_at')
        .on(t.threadId, t.createdAt, t.id)
        .where(sql`parent_id is null and listed`),
      c
        .index('posts_roots_replies')
        .on(t.threadId, t.branch, t.id)
        .where(sql`parent_id is null and listed`),
      c
        .index('posts_roots_votes') // questions for an expert
        .on(t.threadId, t.votes, t.id)
        .where(sql`parent_id is null and listed`),
      c
        .index('posts_answered') // and those that an expert has answered, in their order
        .on(t.threadId, t.answerRank)
        .where(sql`answer_rank is not null`),
      c.index('posts_flat').on(t.threadId, t.createdAt, t.id), // also all of a thread, when it moves
      c
        .index('posts_featured')
        .on(t.siteId, t.featuredAt, t.id)
        .where(sql`featured_at is not null`),
      c.index('posts_branch').on(t.rootId, t.rank),
      c.index('posts_parent').on(t.parentId),
      c.index('posts_author').on(t.authorId, t.id),
      c.index('posts_renderer').on(t.renderer, t.id), // rerender walks it
      c.index('posts_day').on(t.siteId, t.createdAt, t.threadId), // figures, and what rises
      c
        .index('posts_unindexed')
        .on(t.id)
        .where(sql`unindexed`),
      c
        .index('posts_taken') // read with each page of a thread
        .on(t.threadId)
        .where(sql`taken_into is not null`),
      c
        .index('posts_taken_into')
        .on(t.takenInto)
        .where(sql`taken_into is not null`),
      c
        .index('posts_hidden') // what staff look for by its state
        .on(t.siteId, t.state, t.id)
        .where(sql`state <> 'published'`),
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
      /** Everybody could read it until the edit that replaced it. */
      public: c.bool().notNull().default(false),
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
  /** One member, one post, one reaction of a kind: uniqueness is the rule against counting twice. */
  const reactions = c.table(
    'reactions',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      kind: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.postId, t.memberId, t.kind] }), c.index('reactions_member').on(t.memberId, t.at)],
  );
  /** Who wants to see a question answered: one member, one vote. Whose they are is told to nobody. */
  const votes = c.table(
    'votes',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.postId, t.memberId] }), c.index('votes_member').on(t.memberId, t.at)],
  );
  /** What a member keeps to read again. */
  const bookmarks = c.table(
    'bookmarks',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** One of the two. A thread merged or a post moved is still the same one. */
      postId: c.ref().references(() => posts.id, { onDelete: 'cascade' }),
      threadId: c.ref().references(() => threads.id, { onDelete: 'cascade' }),
      /** Which of them, so that it is kept once: nothing is equal to null. */
      target: c.text().notNull(),
      /** For their own eyes. */
      note: c.text().notNull().default(''),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('bookmarks_once').on(t.memberId, t.target),
      c.index('bookmarks_latest').on(t.memberId, t.id),
      c.index('bookmarks_post').on(t.postId),
      c.index('bookmarks_thread').on(t.threadId),
    ],
  );
  /** Who is called by name in a post. */
  const mentions = c.table(
    'mentions',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
    },
    (t) => [c.primaryKey({ columns: [t.postId, t.memberId] }), c.index('mentions_member').on(t.memberId, t.postId)],
  );
  /** What somebody has begun to write, wherever they go on. `place`: a thread, an article or a new thread, and what it answers. */
  const drafts = c.table(
    'drafts',
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
      place: c.text().notNull(),
      /** Of a conversation that is not open yet, with what else its form asks. */
      title: c.text(),
      opening: c.json<{ space: string; kind: string; tags: string }>(),
      source: c.text().notNull(),
      version: c.int().notNull().default(1),
      updatedAt: c.time().notNull(),
    },
    (t) => [c.unique('drafts_uid').on(t.uid), c.unique('drafts_place').on(t.memberId, t.place)],
  );
  /** Pictures, sounds and films: their files lie in a store under `key` (media/store.ts). No post while somebody writes it. */
  const media = c.table(
    'media',
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
        .references(() => members.id),
      postId: c.ref(),
      kind: c.text().$type<'image' | 'audio' | 'video'>().notNull(),
      key: c.text().notNull(),
      type: c.text().notNull(),
      /** Of a picture as it was sent, of what plays as it is kept (SHA-256): the same file comes back under another name. */
      hash: c.text(),
      bytes: c.int().notNull(),
      width: c.int(),
      height: c.int(),
      alt: c.text().notNull(),
      credit: c.text(),
      /** Of a sound or a film, where its container says so. */
      seconds: c.int(),
      /** WebVTT, beside a film or a sound, and its language (ISO 639-1). */
      captions: c.text(),
      captionsLang: c.text(),
      /** Rights end: it is hidden from then on. */
      rightsUntil: c.time(),
      removedAt: c.time(),
      /** The restriction that takes it from its post, as long as that is not lifted. */
      takenBy: c.ref(),
      createdAt: c.time().notNull(),
    },
    (t) => [
      c.unique('media_uid').on(t.uid),
      c.index('media_post').on(t.postId),
      c.index('media_member').on(t.memberId, t.id),
      c.index('media_hash').on(t.siteId, t.hash), // what was taken away before
      c
        .index('media_unused') // taken away when nobody sent what they were for
        .on(t.createdAt)
        .where(sql`post_id is null`),
    ],
  );
  /** What captions said before somebody changed them, of what a post shows; who changed them, and when. Null where there were none. */
  const captionVersions = c.table(
    'caption_versions',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      mediaId: c
        .ref()
        .notNull()
        .references(() => media.id, { onDelete: 'cascade' }),
      captions: c.text(),
      captionsLang: c.text(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
    },
    (t) => [c.index('caption_versions_media').on(t.mediaId, t.id)],
  );
  return { posts, revisions, originRecords, reactions, votes, bookmarks, mentions, drafts, media, captionVersions };
}
export type PostTables = ReturnType<typeof postTables>;
