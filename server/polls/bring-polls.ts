import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Way } from '../threads/move-branch.ts';

/** In the transaction that merges two threads: what one asked, the other asks. */
export async function bringPolls(tx: Writer, { from, to }: Way) {
  const { polls } = tx.t;
  await tx.update(polls).set({ threadId: to }).where(eq(polls.threadId, from));
}
