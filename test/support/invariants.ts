import { and, asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#server/db/database.ts';

/** Recounts everything a thread keeps count of, from its posts alone, and compares. */
export async function expectThreadTrue(db: Database, threadUid: string) {
  const { threads, posts, changes } = db.read.t;
  const [thread] = await db.read.select().from(threads).where(eq(threads.uid, threadUid));
  const all = await db.read.select().from(posts).where(eq(posts.threadId, thread!.id)).orderBy(asc(posts.id));
  const numbers = await db.read
    .select({ seq: changes.seq })
    .from(changes)
    .where(eq(changes.threadId, thread!.id))
    .orderBy(asc(changes.seq));

  expect(numbers.map(({ seq }) => seq)).toEqual(Array.from({ length: thread!.seq }, (_, i) => i + 1));
  expect(thread!.count).toBe(all.filter(({ id, state }) => state === 'published' && id !== thread!.openingId).length);
  expect(thread!.heldCount).toBe(all.filter(({ state }) => state === 'held').length);
  for (const post of all) {
    const replies = all.filter(({ parentId, listed }) => parentId === post.id && listed);
    expect.soft(post.replies, `replies of ${post.uid}`).toBe(replies.length);
    expect.soft(post.listed, `place of ${post.uid}`).toBe(post.state === 'published' || replies.length > 0);
    expectPlaceTrue(post, all);
    if (post.parentId === null) expectBranchTrue(post, all);
  }
  await expectAuthorsTrue(db, new Set(all.map(({ authorId }) => authorId)));
}

type Row = {
  id: number;
  uid: string;
  rootId: number;
  rootUid: string;
  parentId: number | null;
  parentUid: string | null;
  depth: number;
  state: string;
  rank: number | null;
  listed: boolean;
  branch: number;
  lastRank: number;
};

/** A post stands under its parent and its root, by both their names; one that was ever public has a rank. */
function expectPlaceTrue(post: Row, all: Row[]) {
  const parent = all.find(({ id }) => id === post.parentId);
  const root = parent ? all.find(({ id }) => id === parent.rootId) : post;
  expect
    .soft({ parent: post.parentUid, root: post.rootUid, rootId: post.rootId, depth: post.depth }, `whereabouts of ${post.uid}`)
    .toEqual({
      parent: parent?.uid ?? null,
      root: root?.uid,
      rootId: root?.id,
      depth: parent ? parent.depth + 1 : 0,
    });
  if (post.state === 'published') expect.soft(post.rank, `rank of ${post.uid}`).not.toBeNull();
  if (post.parentId === null) expect.soft(post.rank ?? 0).toBe(0);
}

async function expectAuthorsTrue(db: Database, ids: Set<number>) {
  const { posts, members } = db.read.t;
  for (const id of ids) {
    const [member] = await db.read.select({ name: members.name, postCount: members.postCount }).from(members).where(eq(members.id, id));
    const published = await db.read.$count(posts, and(eq(posts.authorId, id), eq(posts.state, 'published')));
    expect.soft(member!.postCount, `posts of ${member!.name}`).toBe(published);
  }
}

/** A branch's ranks are all different, none above the last given, and each parent's comes before its children's. */
function expectBranchTrue(root: Row, all: Row[]) {
  const branch = all.filter(({ rootId, parentId }) => rootId === root.id && parentId !== null);
  const ranked = branch.flatMap(({ rank }) => rank ?? []);
  const rankOf = new Map(all.map(({ id, rank }) => [id, rank]));
  expect.soft(root.branch, `branch of ${root.uid}`).toBe(branch.filter(({ listed }) => listed).length);
  expect.soft(new Set(ranked).size).toBe(ranked.length);
  expect.soft(Math.max(0, ...ranked)).toBeLessThanOrEqual(root.lastRank);
  for (const { rank, parentId } of branch) if (rank !== null) expect.soft(rankOf.get(parentId!)).toBeLessThan(rank);
}
