import { asc, eq } from 'drizzle-orm';
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
  expect(thread!.count).toBe(all.filter(({ state }) => state === 'published').length);
  expect(thread!.heldCount).toBe(all.filter(({ state }) => state === 'held').length);
  for (const post of all) {
    const replies = all.filter(({ parentId, listed }) => parentId === post.id && listed);
    expect.soft(post.replies, `replies of ${post.uid}`).toBe(replies.length);
    expect.soft(post.listed, `place of ${post.uid}`).toBe(post.state === 'published' || replies.length > 0);
    if (post.parentId === null) expectBranchTrue(post, all);
  }
}

type Row = {
  id: number;
  uid: string;
  rootId: number;
  parentId: number | null;
  rank: number | null;
  listed: boolean;
  branch: number;
  lastRank: number;
};

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
