// What a party does: comes, speaks, proposes, says yes or no, goes.
import { and, eq, isNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { silencedBy } from '../sanctions/refuse.ts';
import { changeRoom, endIn, settleStanding } from './change-room.ts';
import type { Proposed } from './input.ts';
import { partiesOf, type Room } from './queries.ts';

/** Days for an agreement once both have come; the mediator may put it off. */
const OPEN_DAYS = 30;
const DAY_MS = 86_400_000;

type Here = { id: number; memberId: number };

/** Once both have, it opens. Twice is once. Refuses `mediation_changed`, `banned`. */
export async function acceptMediation(deps: Deps, here: Here) {
  await changeRoom(deps, { id: here.id, byId: here.memberId }, async (tx, room, at) => {
    await refuseBanned(tx, here.memberId, at);
    const { mediations, mediationSeats } = tx.t;
    if (room.state !== 'proposed') return null;
    const [accepted] = await tx
      .update(mediationSeats)
      .set({ acceptedAt: at })
      .where(and(eq(mediationSeats.mediationId, room.id), eq(mediationSeats.memberId, here.memberId), isNull(mediationSeats.acceptedAt)))
      .returning({ memberId: mediationSeats.memberId });
    if (!accepted) return null;
    const missing = partiesOf(room.seats).some(({ acceptedAt, memberId }) => acceptedAt === null && memberId !== here.memberId);
    if (!missing) {
      const dueAt = new Date(at.getTime() + OPEN_DAYS * DAY_MS);
      await tx.update(mediations).set({ state: 'open', dueAt }).where(eq(mediations.id, room.id));
    }
    return 'news';
  });
}

/** Says no before it begins, or goes after: it is over. */
export const leaveMediation = (deps: Deps, { id, memberId }: Here) =>
  changeRoom(deps, { id, byId: memberId }, async (tx, room, at) => {
    await endIn(tx, room, { state: 'closed', why: room.state === 'proposed' ? 'declined' : 'left' }, at);
    return 'ended';
  });

type Said = { clientId: string; text: string };

/** A word to the two others; sent twice, it is said once. Refuses `mediation_changed` unless it is open, `banned`. */
export const speakThere = (deps: Deps, here: Here, said: Said) =>
  changeRoom(deps, { id: here.id, byId: here.memberId }, async (tx, room, at) => {
    await refuseUnlessOpen(tx, room, here, at);
    return (await insertWord(deps, tx, { room, authorId: here.memberId, kind: 'word', ...said }, at)) === null ? null : 'news';
  });

/**
 * Something to agree to; what stood before stands no more. Who proposes it, if a party, agrees by that. Refuses as speakThere; `invalid` where the words to publish
 * are nobody's of the two, or there is nowhere to publish them.
 */
export const proposeThere = (deps: Deps, here: Here, { publishes, publisher, ...said }: Proposed) =>
  changeRoom(deps, { id: here.id, byId: here.memberId }, async (tx, room, at) => {
    await refuseUnlessOpen(tx, room, here, at);
    const whose = publishes === null ? null : partiesOf(room.seats).find(({ uid }) => uid === publisher);
    if (whose === undefined) throw new Refusal('invalid', { fields: { publisher: ['field.publisher'] } });
    if (whose && room.postId === null) throw new Refusal('invalid', { fields: { publishes: ['field.nowhere'] } });
    const { mediationWords } = tx.t;
    const [known] = await tx
      .select({ id: mediationWords.id })
      .from(mediationWords)
      .where(isSaid(tx, here.memberId, said.clientId));
    if (known) return null;
    await settleStanding(tx, room.id, 'replaced');
    const words = { ...said, publishes, publisherId: whose?.memberId ?? null, state: 'open' as const };
    const id = (await insertWord(deps, tx, { room, authorId: here.memberId, kind: 'proposal', ...words }, at))!;
    if (partiesOf(room.seats).some(({ memberId }) => memberId === here.memberId))
      await keepAnswer(tx, { wordId: id, ...here, agreed: true }, at);
    return 'news';
  });

/** Of the very proposal that was read. Both yes is the agreement. Refuses `mediation_changed` where it stands no more. */
export const answerProposal = (deps: Deps, here: Here, { proposal, agreed }: { proposal: string; agreed: boolean }) =>
  changeRoom(deps, { id: here.id, byId: here.memberId }, async (tx, room, at) => {
    await refuseUnlessOpen(tx, room, here, at);
    const { mediationWords, mediationAnswers } = tx.t;
    const standing = and(eq(mediationWords.mediationId, room.id), eq(mediationWords.uid, proposal), eq(mediationWords.state, 'open'));
    const [word] = await tx.select({ id: mediationWords.id }).from(mediationWords).where(standing);
    if (!word) throw new Refusal('mediation_changed');
    await keepAnswer(tx, { wordId: word.id, ...here, agreed }, at);
    if (!agreed) {
      await settleStanding(tx, room.id, 'declined');
      return 'news';
    }
    const yes = await tx.$count(mediationAnswers, and(eq(mediationAnswers.wordId, word.id), eq(mediationAnswers.agreed, true)));
    if (yes < partiesOf(room.seats).length) return 'news';
    await settleStanding(tx, room.id, 'agreed');
    await endIn(tx, room, { state: 'agreed', why: null }, at);
    return 'ended';
  });

async function refuseUnlessOpen(tx: Writer, room: Room, { memberId }: Here, at: Date) {
  if (room.state !== 'open') throw new Refusal('mediation_changed');
  await refuseBanned(tx, memberId, at);
}

/** Suspended, one speaks on here: it may be about that. */
async function refuseBanned(tx: Writer, memberId: number, at: Date) {
  if (silencedBy(await activeRestrictions(tx, memberId, at)) === 'banned') throw new Refusal('banned');
}

const isSaid = ({ t: { mediationWords } }: Writer, authorId: number, clientId: string) =>
  and(eq(mediationWords.authorId, authorId), eq(mediationWords.clientId, clientId));

type NewWord = Omit<Writer['t']['mediationWords']['$inferInsert'], 'id' | 'uid' | 'siteId' | 'mediationId' | 'at'> & { room: Room };

/** Null where it was said already. */
export async function insertWord({ newId }: Deps, tx: Writer, { room, ...word }: NewWord, at: Date): Promise<number | null> {
  const { mediationWords } = tx.t;
  const [made] = await tx
    .insert(mediationWords)
    .values({ ...word, uid: newId(), siteId: room.siteId, mediationId: room.id, at })
    .onConflictDoNothing({ target: [mediationWords.authorId, mediationWords.clientId] })
    .returning({ id: mediationWords.id });
  return made?.id ?? null;
}

const keepAnswer = (tx: Writer, { wordId, memberId, agreed }: { wordId: number; memberId: number; agreed: boolean }, at: Date) =>
  tx
    .insert(tx.t.mediationAnswers)
    .values({ wordId, memberId, agreed, at })
    .onConflictDoUpdate({ target: [tx.t.mediationAnswers.wordId, tx.t.mediationAnswers.memberId], set: { agreed, at } });
