import { inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/** Who leaves holds nothing any more; what they wrote goes as their posts do. */
export async function leaveLives({ db }: Deps, memberIds: number[]) {
  await db.write(async (tx) => {
    const { liveHosts } = tx.t;
    await tx.delete(liveHosts).where(inArray(liveHosts.memberId, memberIds));
  });
}
