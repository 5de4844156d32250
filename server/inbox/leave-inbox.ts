import { and, inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/** Whoever leaves takes along what they wrote to the newsroom alone, and what it answered. Doing it again does nothing more. */
export async function leaveInbox({ db }: Deps, memberIds: number[]) {
  if (memberIds.length === 0) return;
  await db.write(async (tx) => {
    const { inboxItems } = tx.t;
    await tx.delete(inboxItems).where(and(inArray(inboxItems.memberId, memberIds), inArray(inboxItems.lane, ['correction', 'message'])));
    await tx.update(inboxItems).set({ assigneeId: null }).where(inArray(inboxItems.assigneeId, memberIds));
  });
}
