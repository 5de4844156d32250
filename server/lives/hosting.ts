// Who holds a live night, and what that lets them do.
import type { Member } from '../accounts/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { asSpeaker } from '../invitations/invited.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { kinds } from '../threads/kinds.ts';
import { canModerate } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import type { OwnLiveWire } from './wire.ts';

/** `hosts`: named, or invited as an expert, at this moment. `runs`: also who moderates the thread. */
export async function rightsIn(
  reader: Reader,
  member: Pick<Member, 'id' | 'siteId' | 'role'>,
  thread: Thread,
  now: Date,
): Promise<OwnLiveWire> {
  const { host } = await asSpeaker(reader, { member, thread, now });
  return { hosts: host, runs: host || (await oversees(reader, member, thread)) };
}

/**
 * Inside the transaction of what they do, with their rights and the thread as they are there. Refuses `not_found`: as if there
 * were nothing to run; `banned`, `suspended`.
 */
export async function refuseUnlessRuns(tx: Writer, memberId: number, thread: Thread, now: Date) {
  const member = await standingIn(tx, memberId);
  if (!kinds[thread.kind].flows || !(await rightsIn(tx, member, thread, now)).runs) throw new Refusal('not_found');
  await refuseIfSilenced(tx, memberId, now);
}

/** The same for what is the moderators' alone. */
export async function refuseUnlessOversees(tx: Writer, memberId: number, thread: Thread, now: Date) {
  if (!(await oversees(tx, await standingIn(tx, memberId), thread))) throw new Refusal('not_found');
  await refuseIfSilenced(tx, memberId, now);
}

async function oversees(reader: Reader, member: Pick<Member, 'id' | 'siteId' | 'role'>, { siteId, spaceId }: Thread): Promise<boolean> {
  if (!canModerate(member) || member.siteId !== siteId) return false;
  const spaces = await spacesOf(reader, member);
  return spaces === null || (spaceId !== null && spaces.includes(spaceId));
}
