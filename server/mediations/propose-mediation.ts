import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import { caseBy } from '../cases/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { postById } from '../posts/queries.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { silencedBy } from '../sanctions/refuse.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { tellRoom } from './change-room.ts';
import type { NewMediation } from './input.ts';
import { roomBy } from './queries.ts';

const DAY_MS = 86_400_000;

/**
 * Both are asked whether they come, by a date. Sent twice (`clientId`), it is one. Refuses `not_found` where who proposes moderates neither the post nor, without one, all of
 * the site; `invalid` for a party who is no member with an account, is banned, is the other party, or mediates.
 * @returns its outside id
 */
export async function proposeMediation(deps: Deps, staff: Staff, given: NewMediation): Promise<string> {
  const { db, now, newId, bus } = deps;
  const { site, member } = staff;
  const at = now();
  const about = await findAbout(db.read, staff, given);
  const made = await db.write(async (tx) => {
    const { mediations, mediationSeats } = tx.t;
    const of = { siteId: site.id, clientId: given.clientId };
    const [known] = await tx.select({ uid: mediations.uid }).from(mediations).where(eq(mediations.clientId, given.clientId));
    if (known) return { uid: known.uid, told: [] };
    await refuseUnlessModerator(tx, member.id, about.spaceId);
    const parties = { first: await findParty(tx, staff, given, 'first', at), second: await findParty(tx, staff, given, 'second', at) };
    if (parties.first === parties.second) throw wrong('second', 'field.party_twice');
    const row = { ...of, uid: newId(), subject: given.subject, postId: about.postId, caseId: about.caseId };
    const dueAt = new Date(at.getTime() + given.days * DAY_MS);
    const [room] = await tx
      .insert(mediations)
      .values({ ...row, dueAt, at })
      .returning({ id: mediations.id });
    await tx.insert(mediationSeats).values([
      { mediationId: room!.id, memberId: member.id, seat: 'mediator', acceptedAt: at },
      { mediationId: room!.id, memberId: parties.first, seat: 'first' },
      { mediationId: room!.id, memberId: parties.second, seat: 'second' },
    ]);
    const told = await tellRoom(tx, { room: (await roomBy(tx, room!.id))!, byId: member.id, what: 'proposed' }, at);
    return { uid: row.uid, told };
  });
  for (const memberId of made.told) bus.emit('notice.added', { memberId });
  return made.uid;
}

const wrong = (field: string, key: string) => new Refusal('invalid', { fields: { [field]: [key] } });

/** The post and the case, where who proposes moderates; `spaceId` null asks for all of the site. */
async function findAbout(reader: Reader, staff: Staff, { post: postUid, case: caseUid }: NewMediation) {
  const found = caseUid === null ? null : await caseBy(reader, caseUid);
  if (caseUid !== null && (found?.siteId !== staff.site.id || !moderates(staff, found))) throw wrong('case', 'field.wrong');
  const post = postUid === null ? null : await postById(reader, postUid);
  const place = post && (await findThreadPlace(reader, post.threadId));
  if (postUid !== null && (!place || !moderates(staff, place.thread))) throw wrong('post', 'field.no_thread');
  const spaceId = place?.thread.spaceId ?? found?.spaceId ?? null;
  return { postId: post?.id ?? found?.postId ?? null, caseId: found?.id ?? null, spaceId };
}

async function findParty(tx: Writer, { site, member }: Staff, given: NewMediation, field: 'first' | 'second', at: Date): Promise<number> {
  const { members } = tx.t;
  const [party] = await tx.select().from(members).where(eq(members.uid, given[field]));
  if (party?.siteId !== site.id || !mayTakePart(party)) throw wrong(field, 'field.party');
  if (party.id === member.id) throw wrong(field, 'field.party_mediates');
  if (silencedBy(await activeRestrictions(tx, party.id, at)) === 'banned') throw wrong(field, 'field.party_banned');
  return party.id;
}

/** A person with an account, which no voice of the newsroom has. */
const mayTakePart = ({ role, accountId, goneAt }: Pick<Member, 'role'> & { accountId: number | null; goneAt: Date | null }) =>
  role !== 'guest' && accountId !== null && goneAt === null;
