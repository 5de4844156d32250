import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { leaveBranch } from '../posts/transitions.ts';
import { forgetGone } from '../lives/queries.ts';
import { appendChange } from './queries.ts';

/** Two threads between which posts go, by their inside ids. */
export type Way = { from: number; to: number };

/** Both threads' new numbers. */
export type Seqs = { from: number; to: number };

/**
 * A post and all that hangs on it go to another thread, where it is a root: ranks are counted anew, and what it leaves
 * stays true. Inside a transaction that holds both threads' locks; the post as it is there.
 */
export async function moveBranch(tx: Writer, post: PostIn, way: Way, at: Date): Promise<Seqs> {
  if (post.parentId !== null) await makeRoot(tx, post);
  return moveRoots(tx, eq(tx.t.posts.rootId, post.id), way, at);
}

/** All of a thread's posts go to another one, each in its place. */
export const moveAll = (tx: Writer, way: Way, at: Date): Promise<Seqs> => moveRoots(tx, eq(tx.t.posts.threadId, way.from), way, at);

/** `which`: whole branches. Their inside does not change with the thread. */
async function moveRoots(tx: Writer, which: SQL, way: Way, at: Date): Promise<Seqs> {
  const { posts, cases } = tx.t;
  await tx
    .update(cases)
    .set({ threadId: way.to, ...(await whereOf(tx, way.to)) })
    .where(inArray(cases.postId, tx.select({ id: posts.id }).from(posts).where(which)));
  await tx
    .update(posts)
    .set({ answerRank: null })
    .where(and(which, isNotNull(posts.answerRank)));
  await tx.update(posts).set({ threadId: way.to, unindexed: true }).where(which);
  await forgetAnswers(tx, way.from);
  for (const id of [way.from, way.to]) await recount(tx, id);
  const moved = { kind: 'posts.moved' as const, postId: null, count: 0, at };
  return { from: await appendChange(tx, { ...moved, threadId: way.from }), to: await appendChange(tx, { ...moved, threadId: way.to }) };
}

/** What a thread keeps of its posts, from them. What it opens with counts as no answer; until that is public, nobody finds it. */
export async function recount(tx: Writer, threadId: number) {
  const { threads, posts } = tx.t;
  const [thread] = await tx.select({ openingId: threads.openingId }).from(threads).where(eq(threads.id, threadId));
  const here = eq(posts.threadId, threadId);
  const rows = await tx
    .select({ state: posts.state, n: sql<number>`count(*)`.mapWith(Number), last: sql`max(${posts.createdAt})`.mapWith(posts.createdAt) })
    .from(posts)
    .where(here)
    .groupBy(posts.state);
  const of = (state: string) => rows.find((row) => row.state === state);
  const opening = thread!.openingId === null ? null : await postIn(tx, thread!.openingId);
  const opened = opening === null || opening.state === 'published';
  await tx
    .update(threads)
    .set({
      count: (of('published')?.n ?? 0) - (opening?.state === 'published' ? 1 : 0),
      heldCount: of('held')?.n ?? 0,
      lastAt: opened ? (of('published')?.last ?? null) : null,
    })
    .where(eq(threads.id, threadId));
}

/** Where its cases are found from now on. */
async function whereOf(tx: Writer, threadId: number) {
  const { threads, articles } = tx.t;
  const [row] = await tx
    .select({ spaceId: threads.spaceId, section: articles.section })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(eq(threads.id, threadId));
  return row!;
}

/** An answer that went elsewhere answers nothing here any more. */
async function forgetAnswers(tx: Writer, threadId: number) {
  const { threads, posts } = tx.t;
  const gone = (column: SQL | typeof threads.acceptedId) =>
    sql`${column} is not null and ${column} not in (select ${posts.id} from ${posts} where ${posts.threadId} = ${threadId})`;
  await tx
    .update(threads)
    .set({ acceptedId: null, acceptedById: null, state: sql`case when ${threads.kind} = 'question' then 'open' else ${threads.state} end` })
    .where(and(eq(threads.id, threadId), gone(threads.acceptedId)));
  await tx
    .update(threads)
    .set({ officialId: null })
    .where(and(eq(threads.id, threadId), gone(sql`${threads.officialId}`)));
  await forgetGone(tx, threadId);
}

/** Out of its branch, into one of its own, in the same thread; in order of publication still. */
export async function makeRoot(tx: Writer, post: PostIn) {
  const { posts } = tx.t;
  const under = await descendants(tx, post);
  const listed = under.filter((row) => row.listed).length;
  await leaveBranch(tx, post, listed + Number(post.listed));
  const [{ depth }] = (await tx.select({ depth: posts.depth }).from(posts).where(eq(posts.id, post.id))) as [{ depth: number }];
  const ranked = under.filter(({ rank }) => rank !== null).toSorted((a, b) => a.rank! - b.rank!);
  const rankOf = new Map(ranked.map(({ id }, i) => [id, i + 1]));
  for (const row of under)
    await tx
      .update(posts)
      .set({
        rootId: post.id,
        rootUid: post.uid,
        depth: row.depth - depth,
        rank: rankOf.get(row.id) ?? null,
      })
      .where(eq(posts.id, row.id));
  await tx
    .update(posts)
    .set({
      parentId: null,
      parentUid: null,
      rootId: post.id,
      rootUid: post.uid,
      depth: 0,
      rank: post.rank === null ? null : 0,
      branch: listed,
      lastRank: ranked.length,
    })
    .where(eq(posts.id, post.id));
}

async function descendants(tx: Writer, post: PostIn) {
  const { posts } = tx.t;
  const branch = await tx
    .select({ id: posts.id, parentId: posts.parentId, depth: posts.depth, rank: posts.rank, listed: posts.listed })
    .from(posts)
    .where(eq(posts.rootId, post.rootId));
  const children = Map.groupBy(branch, ({ parentId }) => parentId);
  const found: typeof branch = [];
  for (let level = children.get(post.id) ?? []; level.length > 0; level = level.flatMap(({ id }) => children.get(id) ?? []))
    found.push(...level);
  return found;
}
