import { eq, inArray, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';

/** What pages show of a member is another: whoever asks for one again gets it anew (validatorOf in threads/routes.ts). */
export async function noteChange(tx: Writer, memberId: number) {
  const { sites, members } = tx.t;
  const theirs = tx.select({ id: members.siteId }).from(members).where(eq(members.id, memberId));
  await tx
    .update(sites)
    .set({ membersVersion: sql`${sites.membersVersion} + 1` })
    .where(inArray(sites.id, theirs));
}
