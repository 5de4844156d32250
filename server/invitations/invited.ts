import { and, eq, sql } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import { isNamedHost } from '../lives/queries.ts';
import { kinds } from '../threads/kinds.ts';
import { isNewsroom, type Speaker } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import { isOver, isRunning } from './policy.ts';

/**
 * A member with whether they speak in this thread, at this moment, as an invited expert, and whether they hold it. One
 * prepared read; none for the newsroom, which needs no invitation, but where a thread has hosts, nor where there is no thread yet.
 */
export async function asSpeaker<M extends Pick<Member, 'id' | 'role'>>(
  reader: Reader,
  { member, thread, now }: { member: M; thread: Pick<Thread, 'id' | 'kind'> | null; now: Date },
): Promise<M & Speaker> {
  const stays = thread && !isNewsroom(member) ? await staysIn(reader, member.id, thread.id) : [];
  const invited = stays.some((stay) => isRunning(stay, now));
  const held = thread !== null && kinds[thread.kind].flows === true;
  return { ...member, invited, host: held && (invited || (isNewsroom(member) && (await isNamedHost(reader, thread.id, member.id)))) };
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
