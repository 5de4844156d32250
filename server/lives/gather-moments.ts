import { and, eq, ne } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Thread } from '../threads/queries.ts';
import { standingOut } from './queries.ts';

/** What readers reacted to most, and from how many reactions on: fewer are a friend's. */
const MOST_REACTED = 6;
const LEAST_REACTIONS = 3;

/** In the transaction that ends it: beside what its hosts pinned, what stands out. Ended once more, it is looked for anew. */
export async function gatherMoments(
  tx: Writer,
  { id: threadId, siteId, openingId }: Pick<Thread, 'id' | 'siteId' | 'openingId'>,
  at: Date,
) {
  const { lives, liveMoments } = tx.t;
  await tx.update(lives).set({ pinnedId: null }).where(eq(lives.threadId, threadId));
  await tx.delete(liveMoments).where(and(eq(liveMoments.threadId, threadId), ne(liveMoments.why, 'pinned')));
  const found = await standingOut(tx, threadId, openingId);
  const featured = found.filter(({ featuredAt }) => featuredAt !== null).map(({ id }) => ({ id, why: 'featured' as const }));
  const reacted = found
    .map(({ id, reactions }) => ({ id, why: 'reacted' as const, n: Object.values(reactions ?? {}).reduce((sum, n) => sum + n, 0) }))
    .filter(({ n }) => n >= LEAST_REACTIONS)
    .toSorted((a, b) => b.n - a.n || a.id - b.id)
    .slice(0, MOST_REACTED);
  const rows = [...featured, ...reacted].map(({ id: postId, why }) => ({ siteId, threadId, postId, why, at }));
  // Featured and liked: the newsroom's word comes first.
  if (rows.length > 0) await tx.insert(liveMoments).values(rows).onConflictDoNothing();
}
