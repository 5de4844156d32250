import { and, asc, desc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { KnownRows } from '../db/known-rows.ts';
import type { Cursor } from '../http/cursor.ts';
import type { Sort } from '../threads/wire.ts';
import type { State } from './schema.ts';

export const PAGE = 20;
/** Replies of a root that come with it, by order of publication; the rest of the branch loads on demand. */
const PREVIEW = 2;

export type PostRow = Awaited<ReturnType<typeof postById>> & {};

/** What is shown of who wrote something. */
export const authorColumns = ({ members }: Pick<Reader['t'], 'members'>) => ({
  authorUid: members.uid,
  authorName: members.name,
  authorRole: members.role,
  authorTitle: members.title,
  authorAffiliation: members.affiliation,
  authorInterests: members.interests,
  authorPhoto: members.photo,
  authorBadges: members.badges,
});

/** Of a post as it is shown: its row's and its author's. */
const keyColumns = ({ posts, members }: Pick<Reader['t'], 'posts' | 'members'>) => ({
  id: posts.id,
  stamp: sql<number>`${posts.stamp} + ${members.stamp}`.mapWith(posts.stamp),
});

/** What a page is made of: each column costs on every row. */
export function listedColumns({ posts, members }: Reader['t']) {
  return {
    ...keyColumns({ posts, members }),
    uid: posts.uid,
    authorId: posts.authorId,
    handId: posts.handId,
    parentUid: posts.parentUid,
    rootId: posts.rootId,
    rootUid: posts.rootUid,
    depth: posts.depth,
    expert: posts.expert,
    rank: posts.rank,
    state: posts.state,
    html: posts.html,
    revision: posts.revision,
    featuredAt: posts.featuredAt,
    thanks: posts.thanks,
    reactions: posts.reactions,
    previews: posts.previews,
    replies: posts.replies,
    branch: posts.branch,
    createdAt: posts.createdAt,
    editedAt: posts.editedAt,
    votes: posts.votes,
    answerRank: posts.answerRank,
    ...authorColumns({ members }),
  };
}

function postColumns(t: Reader['t']) {
  const { siteId, threadId, parentId, listed, source, format, clientId, via } = t.posts;
  return { ...listedColumns(t), siteId, threadId, parentId, listed, source, format, clientId, via };
}

export async function postById(reader: Reader, id: number | string) {
  const { posts, members } = reader.t;
  const by = typeof id === 'string' ? posts.uid : posts.id;
  const query = preparedRows(reader, `post by ${by.name}`, () =>
    reader
      .select(postColumns(reader.t))
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(eq(by, sql.placeholder('id'))),
  );
  const [row] = await query({ id });
  return row ?? null;
}

/** What readers are sent: no source, no client id. */
export type ListedRow = Awaited<ReturnType<typeof rootsPage>>[number];

/** Those of pages, as they were read last. */
const listed = new KnownRows('listed', (reader, ids) => {
  const { posts, members } = reader.t;
  return reader
    .select(listedColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(inArray(posts.id, ids), sql`${posts.listed}`));
});

type RootSort = Exclude<Sort, 'flat' | 'votes'>;
type Opened = { id: number; openingId: number | null };

/**
 * A page of listed roots in this order, each with the first of its branch; what the thread opens with is none of them. Flat;
 * roots in no order of their own: the caller sorts (at most 60 rows). Index: posts_roots_at or posts_roots_replies, then
 * posts_branch.
 */
export async function rootsPage(reader: Reader, thread: Opened, sort: RootSort, after: Cursor | null) {
  const { posts, members } = reader.t;
  const query = preparedRows(reader, `roots ${sort} ${after ? 'after' : 'first'}`, () => {
    const page = reader.$with('page').as(
      reader
        .select({ id: posts.id })
        .from(posts)
        .where(
          and(
            eq(posts.threadId, sql.placeholder('threadId')),
            sql`${posts.parentId} is null and ${posts.listed} and ${posts.id} <> ${sql.placeholder('openingId')}`,
            after ? beyond(reader, sort) : undefined,
          ),
        )
        .orderBy(...order(reader, sort))
        .limit(PAGE + 1),
    );
    return reader
      .with(page)
      .select(keyColumns(reader.t))
      .from(page)
      .innerJoin(posts, and(eq(posts.rootId, page.id), lte(posts.rank, PREVIEW), sql`${posts.listed}`))
      .innerJoin(members, eq(members.id, posts.authorId));
  });
  const { id: threadId, openingId } = thread;
  const keys = await query({
    threadId,
    openingId: openingId ?? 0,
    value: after && (sort === 'replies' ? after.value : new Date(after.value)),
    id: after?.id,
  });
  return listed.read(reader, keys);
}

/**
 * Questions: those that were answered in their order, then the others, the most wanted first, and among equals the latest: it
 * was seen by fewer. The same rows as `rootsPage`. A cursor's value is the votes of the last question, or, negative, its
 * place among the answered: whatever is voted or answered meanwhile, no page repeats another of the same moment. Indexes:
 * posts_answered, posts_roots_votes, then posts_branch.
 */
export async function questionsPage(reader: Reader, thread: Opened, after: Cursor | null) {
  const { posts, members } = reader.t;
  const answered = after === null || after.value < 0 ? await answeredIds(reader, thread, -(after?.value ?? 0)) : [];
  const waiting =
    answered.length > PAGE ? [] : await waitingIds(reader, thread, after && after.value >= 0 ? after : null, PAGE + 1 - answered.length);
  return reader
    .select(listedColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(inArray(posts.rootId, [...answered, ...waiting, 0]), lte(posts.rank, PREVIEW), sql`${posts.listed}`));
}

async function answeredIds(reader: Reader, { id: threadId }: Opened, after: number): Promise<number[]> {
  const { posts } = reader.t;
  const rows = await reader
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), sql`answer_rank is not null`, gt(posts.answerRank, after), sql`${posts.listed}`))
    .orderBy(asc(posts.answerRank))
    .limit(PAGE + 1);
  return rows.map(({ id }) => id);
}

async function waitingIds(reader: Reader, { id: threadId, openingId }: Opened, after: Cursor | null, limit: number): Promise<number[]> {
  const { posts } = reader.t;
  const rows = await reader
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, threadId),
        sql`${posts.parentId} is null and ${posts.listed} and ${posts.answerRank} is null and ${posts.id} <> ${openingId ?? 0}`,
        after ? sql`(${posts.votes}, ${posts.id}) < (${after.value}, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(posts.votes), desc(posts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

const order = ({ t: { posts } }: Reader, sort: RootSort) =>
  ({
    newest: [desc(posts.createdAt), desc(posts.id)],
    oldest: [asc(posts.createdAt), asc(posts.id)],
    replies: [desc(posts.branch), desc(posts.id)],
  })[sort];

/** Row values, so that both engines walk the index from the cursor on. */
function beyond({ t: { posts } }: Reader, sort: RootSort) {
  const by = sort === 'replies' ? posts.branch : posts.createdAt;
  const value = sql.param(sql.placeholder('value'), by);
  return sort === 'oldest'
    ? sql`(${by}, ${posts.id}) > (${value}, ${sql.placeholder('id')})`
    : sql`(${by}, ${posts.id}) < (${value}, ${sql.placeholder('id')})`;
}

/** All that is listed but the opening, by time, each by itself; from the end where `newest` come first. Index: posts_flat. */
export async function flatPage(reader: Reader, { id: threadId, openingId }: Opened, sort: 'oldest' | 'newest', after: Cursor | null) {
  const { posts, members } = reader.t;
  const query = preparedRows(reader, `flat ${sort} ${after ? 'after' : 'first'}`, () =>
    reader
      .select(keyColumns(reader.t))
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(
        and(
          eq(posts.threadId, sql.placeholder('threadId')),
          sql`${posts.listed} and ${posts.id} <> ${sql.placeholder('openingId')}`,
          after ? beyond(reader, sort) : undefined,
        ),
      )
      .orderBy(...order(reader, sort))
      .limit(PAGE + 1),
  );
  const keys = await query({ threadId, openingId: openingId ?? 0, value: after && new Date(after.value), id: after?.id });
  return listed.read(reader, keys);
}

/** Who wrote each of these posts that are public, by its outside id. */
export async function authorNames(reader: Reader, uids: string[]): Promise<Map<string, string>> {
  if (uids.length === 0) return new Map();
  const { posts, members } = reader.t;
  const rows = await reader
    .select({ uid: posts.uid, name: members.name })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(inArray(posts.uid, uids), eq(posts.state, 'published')));
  return new Map(rows.map(({ uid, name }) => [uid, name]));
}

/** The rest of a branch after a rank, by order of publication, so that every parent is there before its replies. */
export function branchPage(reader: Reader, rootId: number, afterRank: number) {
  const { posts, members } = reader.t;
  return reader
    .select(listedColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(posts.rootId, rootId), gt(posts.rank, afterRank), sql`${posts.listed}`))
    .orderBy(asc(posts.rank))
    .limit(PAGE + 1);
}

/** A listed post with what makes it understood: its ancestors up to the root, and the first replies to it. */
export async function around(reader: Reader, post: { id: number; rootId: number; parentId: number | null }): Promise<ListedRow[]> {
  const { posts, members } = reader.t;
  const ids = [post.id, post.rootId];
  // A branch is as deep as people make it; what lies between the root and ten levels above stays folded.
  for (let parentId = post.parentId; parentId !== null && ids.length < 12;) {
    ids.push(parentId);
    const [parent] = await reader.select({ parentId: posts.parentId }).from(posts).where(eq(posts.id, parentId));
    parentId = parent?.parentId ?? null;
  }
  return reader
    .select(listedColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      and(
        eq(posts.rootId, post.rootId),
        sql`${posts.listed}`,
        or(
          inArray(posts.id, ids),
          lte(posts.rank, PREVIEW),
          and(eq(posts.parentId, post.id), lte(posts.rank, sql`(${firstReplies(reader, post.id)})`)),
        ),
      ),
    )
    .orderBy(asc(posts.rank));
}

/** The rank of the last of the first PAGE replies to a post. */
function firstReplies(reader: Reader, parentId: number) {
  const { posts } = reader.t;
  const first = reader
    .select({ rank: posts.rank })
    .from(posts)
    .where(and(eq(posts.parentId, parentId), sql`${posts.listed}`))
    .orderBy(asc(posts.rank))
    .limit(PAGE)
    .as('first');
  return reader.select({ last: sql`max(${first.rank})` }).from(first);
}

/** With a thread: those of them that are there now. */
export function postsByIds(reader: Reader, ids: number[], threadId?: number) {
  const { posts, members } = reader.t;
  return reader
    .select(listedColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(inArray(posts.id, ids), threadId === undefined ? undefined : eq(posts.threadId, threadId)));
}

/** A member's own posts of a thread that others do not see, oldest first; the last 50. */
export async function ownUnlisted(reader: Reader, threadId: number, memberId: number) {
  const { posts, members } = reader.t;
  const rows = await reader
    .select(postColumns(reader.t))
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      and(
        or(eq(posts.authorId, memberId), eq(posts.handId, memberId)),
        eq(posts.threadId, threadId),
        inArray(posts.state, ['held', 'rejected', 'removed']),
      ),
    )
    .orderBy(desc(posts.id))
    .limit(50);
  return rows.toReversed();
}

/** A member's latest posts on a site, newest first: what the phases about repeats and pace look at. */
export function latestOf(reader: Reader, authorId: number, limit: number) {
  const { posts } = reader.t;
  const query = preparedRows(reader, 'latest of', () =>
    reader
      .select({ source: posts.source, threadId: posts.threadId, createdAt: posts.createdAt, state: posts.state })
      .from(posts)
      .where(eq(posts.authorId, sql.placeholder('authorId')))
      .orderBy(desc(posts.id))
      .limit(sql.placeholder('limit')),
  );
  return query({ authorId, limit });
}

export async function findByClientId(reader: Reader, authorId: number, clientId: string) {
  const { posts } = reader.t;
  const query = preparedRows(reader, 'post by client id', () =>
    reader
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.authorId, sql.placeholder('authorId')), eq(posts.clientId, sql.placeholder('clientId')))),
  );
  const [row] = await query({ authorId, clientId });
  return row?.id ?? null;
}

/** A post's row inside a transaction, as it is now: what every transition starts from. */
export async function postIn(tx: Reader, id: number) {
  const { posts } = tx.t;
  const query = preparedRows(tx, 'post in', () =>
    tx
      .select({
        id: posts.id,
        uid: posts.uid,
        siteId: posts.siteId,
        threadId: posts.threadId,
        authorId: posts.authorId,
        handId: posts.handId,
        parentId: posts.parentId,
        rootId: posts.rootId,
        rank: posts.rank,
        state: posts.state,
        listed: posts.listed,
        replies: posts.replies,
        revision: posts.revision,
        approvedRevision: posts.approvedRevision,
        source: posts.source,
        format: posts.format,
        html: posts.html,
        createdAt: posts.createdAt,
        editedAt: posts.editedAt,
      })
      .from(posts)
      .where(eq(posts.id, sql.placeholder('id'))),
  );
  const [row] = await query({ id });
  return row ?? null;
}
export type PostIn = NonNullable<Awaited<ReturnType<typeof postIn>>> & { state: State };
