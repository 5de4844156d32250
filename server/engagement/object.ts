import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';

/** Not to be counted, and what was is gone; or again from the next count on. Twice is once (GDPR art. 21). */
export const objectToLevel = ({ db, now }: Deps, { id: memberId, siteId }: Pick<Member, 'id' | 'siteId'>, objects: boolean) =>
  db.write(async (tx) => {
    const { engagementObjections } = tx.t;
    if (!objects) return void (await tx.delete(engagementObjections).where(eq(engagementObjections.memberId, memberId)));
    await forgetLevel(tx, memberId);
    await tx.insert(engagementObjections).values({ memberId, siteId, at: now() }).onConflictDoNothing();
  });

/** All that was counted of a member, with its history. */
export async function forgetLevel(tx: Writer, memberId: number) {
  const { engagements, engagementChanges, engagementObjections } = tx.t;
  for (const table of [engagements, engagementChanges, engagementObjections]) await tx.delete(table).where(eq(table.memberId, memberId));
}
