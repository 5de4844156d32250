import { and, eq, sql } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import { isNewsroom, type Speaker } from '../threads/policy.ts';
import { isOver, isRunning } from './policy.ts';

/**
 * A member with whether they speak in this thread, at this moment, as an invited expert. One prepared read; none for
 * the newsroom, which needs no invitation, nor where there is no thread yet.
 */
export async function asSpeaker<M extends Pick<Member, 'id' | 'role'>>(
  reader: Reader,
  { member, thread, now }: { member: M; thread: { id: number } | null; now: Date },
): Promise<M & Speaker> {
  const stays = thread && !isNewsroom(member) ? await staysIn(reader, member.id, thread.id) : [];
  return { ...member, invited: stays.some((stay) => isRunning(stay, now)) };
}

/** Every invitation of a member that names a thread. Indexes: invitations_member, then the key of invitation_threads. */
function staysIn(reader: Reader, memberId: number, threadId: number) {
  const { invitations, invitationThreads } = reader.t;
  const query = preparedRows(reader, 'stays', () =>
    reader
      .select({ state: invitations.state, startsAt: invitations.startsAt, endsAt: invitations.endsAt })
      .from(invitations)
      .innerJoin(
        invitationThreads,
        and(eq(invitationThreads.invitationId, invitations.id), eq(invitationThreads.threadId, sql.placeholder('threadId'))),
      )
      .where(eq(invitations.memberId, sql.placeholder('memberId'))),
  );
  return query({ memberId, threadId });
}

/** Whether somebody is invited to speak, now or later, and has not said no. Index: invitations_member. */
export async function isExpected(reader: Reader, memberId: number, now: Date): Promise<boolean> {
  const { invitations } = reader.t;
  const query = preparedRows(reader, 'expected', () =>
    reader
      .select({ state: invitations.state, endsAt: invitations.endsAt })
      .from(invitations)
      .where(and(eq(invitations.memberId, sql.placeholder('memberId')), eq(invitations.kind, 'expert'))),
  );
  return (await query({ memberId })).some((one) => one.state !== 'revoked' && one.state !== 'declined' && !isOver(one, now));
}
