import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { VoteWire } from './wire.ts';

/** Which of these questions a member votes for, by inside id. */
export async function votedBy(reader: Reader, memberId: number, postIds: number[]): Promise<Set<number>> {
  if (postIds.length === 0) return new Set();
  const { votes } = reader.t;
  const rows = await reader
    .select({ postId: votes.postId })
    .from(votes)
    .where(and(inArray(votes.postId, postIds), eq(votes.memberId, memberId)));
  return new Set(rows.map(({ postId }) => postId));
}

/** A question's votes, seen by one member. */
export async function votesFor(reader: Reader, postId: number, memberId: number): Promise<VoteWire> {
  const { posts } = reader.t;
  const [row] = await reader.select({ votes: posts.votes }).from(posts).where(eq(posts.id, postId));
  return { votes: row?.votes ?? 0, voted: (await votedBy(reader, memberId, [postId])).has(postId) };
}
