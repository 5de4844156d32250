import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { logSecurity } from '../security/log.ts';
import { isThereAlone } from './move-ends.ts';

/**
 * In the transaction that calls an event off: who was invited there alone and has not said yes is asked no more, the link opens nothing.
 * Who said yes is told as everybody who comes, and may still write there.
 */
export async function withdrawOpen(tx: Writer, { threadId, siteId, actor }: { threadId: number; siteId: number; actor: string }, at: Date) {
  const { invitations, invitationThreads } = tx.t;
  const open = await tx
    .select({ id: invitations.id, uid: invitations.uid })
    .from(invitationThreads)
    .innerJoin(invitations, eq(invitations.id, invitationThreads.invitationId))
    .where(and(isThereAlone(tx, threadId), inArray(invitations.state, ['sent', 'proposed'])));
  for (const { id, uid } of open) {
    await tx.update(invitations).set({ state: 'revoked', remindAt: null }).where(eq(invitations.id, id));
    await logSecurity(tx, { event: 'invitation.revoked', siteId, actor, facts: { invitation: uid }, at });
  }
}
