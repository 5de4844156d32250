import { inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/** Whoever leaves takes their name off their public votes, and off who voted; the counts stay. Doing it again does nothing more. */
export async function leavePolls({ db }: Deps, memberIds: number[]) {
  if (memberIds.length === 0) return;
  await db.write(async (tx) => {
    const { pollVotes, pollVoters } = tx.t;
    await tx.update(pollVotes).set({ memberId: null }).where(inArray(pollVotes.memberId, memberIds));
    await tx.delete(pollVoters).where(inArray(pollVoters.memberId, memberIds));
  });
}
