import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import type { Writer } from '../db/database.ts';
import { callIn, callsOf, readersOf } from './queries.ts';

type Whose = Pick<Thread, 'id' | 'siteId' | 'spaceId'>;

/** All of the newsroom, a moderator where they moderate; where readers are named, only those. */
export const reads = async (reader: Reader, staff: Pick<Staff, 'member' | 'site' | 'spaces'>, thread: Whose): Promise<boolean> =>
  isNewsroom(staff.member) && moderates(staff, thread) && isAmongReaders(reader, staff.member.id, thread);

/** All calls of their site whose answers are theirs to read. */
export async function callsFor(reader: Reader, staff: Pick<Staff, 'member' | 'site' | 'spaces'>) {
  const theirs = [];
  for (const row of await callsOf(reader, staff.site.id)) if (await reads(reader, staff, row.thread)) theirs.push(row);
  return theirs;
}

/** Whoever reads sets it up; and admins, who may name other readers, and are seen to. */
export const setsUp = async (reader: Reader, staff: Pick<Staff, 'member' | 'site' | 'spaces'>, thread: Whose): Promise<boolean> =>
  (staff.member.role === 'admin' && moderates(staff, thread)) || (await reads(reader, staff, thread));

async function isAmongReaders(reader: Reader, memberId: number, thread: Whose): Promise<boolean> {
  const call = await callIn(reader, thread.id);
  if (call?.readers !== 'named') return call !== null;
  return (await readersOf(reader, thread.id)).some(({ id }) => id === memberId);
}

/** As it stands inside the transaction. Refuses `not_found`. */
export async function refuseUnlessReads(tx: Writer, memberId: number, thread: Whose) {
  if (!(await readsStill(tx, memberId, thread))) throw new Refusal('not_found');
}

export const readsStill = async (tx: Writer, memberId: number, thread: Whose): Promise<boolean> =>
  (await isOfNewsroomIn(tx, memberId, thread)) && (await isAmongReaders(tx, memberId, thread));

export async function refuseUnlessSetsUp(tx: Writer, memberId: number, thread: Whose) {
  const { role, siteId } = await standingIn(tx, memberId);
  if (role !== 'admin' || siteId !== thread.siteId) await refuseUnlessReads(tx, memberId, thread);
}

async function isOfNewsroomIn(tx: Writer, memberId: number, { siteId, spaceId }: Whose): Promise<boolean> {
  const standing = await standingIn(tx, memberId);
  const spaces = await spacesOf(tx, standing);
  return isNewsroom(standing) && standing.siteId === siteId && (spaces === null || (spaceId !== null && spaces.includes(spaceId)));
}
