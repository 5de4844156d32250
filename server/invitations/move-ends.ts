import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { alias } from '../db/alias.ts';
import { queueInvitationMail } from './mails.ts';
import { remindAt } from './remind-at.ts';

/** `starts`: where it has a beginning too. */
type Moved = { threadId: number; from: Date | null; to: Date | null; starts?: { from: Date; to: Date } };

/**
 * In the transaction that says until when questions are answered, or an event lasts: who is invited there alone, and until then, is
 * invited until the new end, and told by mail; a term of its own stays as it was given.
 */
export async function moveEnds(tx: Writer, { threadId, from, to, starts }: Moved, at: Date) {
  if (from === null || to === null || from.getTime() === to.getTime()) return;
  const { invitations, invitationThreads } = tx.t;
  const theirs = await tx
    .select({ id: invitations.id, siteId: invitations.siteId, startsAt: invitations.startsAt })
    .from(invitationThreads)
    .innerJoin(invitations, eq(invitations.id, invitationThreads.invitationId))
    .where(and(isThereAlone(tx, threadId), inArray(invitations.state, ['sent', 'proposed', 'accepted']), eq(invitations.endsAt, from)));
  for (const { id, siteId, startsAt: was } of theirs) {
    const startsAt = was && starts && (was.getTime() === starts.from.getTime() || was >= to) ? starts.to : was;
    const again = startsAt === null ? null : remindAt({ startsAt, endsAt: to }, at);
    await tx.update(invitations).set({ startsAt, endsAt: to, remindAt: again }).where(eq(invitations.id, id));
    await queueInvitationMail(tx, { invitation: id, siteId, purpose: 'dates' }, at);
  }
}

/** Of invitations with their threads: into this one, and no other. */
export function isThereAlone(tx: Writer, threadId: number) {
  const { invitations, invitationThreads } = tx.t;
  const other = alias(invitationThreads, 'other');
  const elsewhere = tx
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.invitationId, invitations.id), sql`${other.threadId} <> ${threadId}`));
  return and(eq(invitationThreads.threadId, threadId), notExists(elsewhere));
}
