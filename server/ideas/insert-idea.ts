import { eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Thread } from '../threads/queries.ts';

/** In the transaction that opens its thread. */
export async function insertIdea(tx: Writer, { id: threadId, siteId, openingId }: Thread) {
  await tx.insert(tx.t.ideas).values({ siteId, threadId, postId: openingId! });
}

/** In the transaction that changes the votes of a post: where it proposes an idea, the list of ideas has them too. */
export async function noteVotes(tx: Writer, postId: number) {
  const { ideas, posts } = tx.t;
  await tx
    .update(ideas)
    .set({ votes: sql`(select ${posts.votes} from ${posts} where ${posts.id} = ${postId})` })
    .where(eq(ideas.postId, postId));
}
