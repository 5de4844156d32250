import { and, eq, ne, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { noteTurn } from '../inbox/feed.ts';
import type { Way } from '../threads/move-branch.ts';
import { threadIn } from '../threads/queries.ts';
import { noteVotes } from './insert-idea.ts';

/**
 * In the transaction that merges two threads, before the first gives up its opening: where both are ideas, whoever
 * supported one supports the other from now on, each once and nobody their own, and is told.
 */
export async function bringVotes(tx: Writer, way: Way, at: Date) {
  const [from, to] = [await threadIn(tx, way.from), await threadIn(tx, way.to)];
  if (from.kind !== 'idea' || to.kind !== 'idea' || from.openingId === null || to.openingId === null) return;
  const { threads, votes } = tx.t;
  await tx.update(threads).set({ state: 'duplicate' }).where(eq(threads.id, from.id));
  await noteTurn(tx, from, { open: false, byId: null }, at);
  const theirs = await tx.select({ memberId: votes.memberId }).from(votes).where(eq(votes.postId, from.openingId));
  await tx
    .insert(votes)
    .select(
      tx
        .select({ siteId: votes.siteId, postId: sql<number>`${to.openingId}`.as('post_id'), memberId: votes.memberId, at: votes.at })
        .from(votes)
        .where(and(eq(votes.postId, from.openingId), ne(votes.memberId, to.authorId ?? 0))),
    )
    .onConflictDoNothing({ target: [votes.postId, votes.memberId] });
  await tx.delete(votes).where(eq(votes.postId, from.openingId));
  for (const postId of [from.openingId, to.openingId]) await recountVotes(tx, postId);
  const members = [...new Set([...theirs.map(({ memberId }) => memberId), ...(from.authorId === null ? [] : [from.authorId])])];
  await addToOutbox(tx, { kind: 'idea.merged', siteId: from.siteId, data: { post: from.openingId, members } }, at);
}

async function recountVotes(tx: Writer, postId: number) {
  const { posts, votes } = tx.t;
  const n = await tx.$count(votes, eq(votes.postId, postId));
  await tx.update(posts).set({ votes: n }).where(eq(posts.id, postId));
  await noteVotes(tx, postId);
}
