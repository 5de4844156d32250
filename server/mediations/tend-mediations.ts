// What time and others' decisions do to mediations, by job.
import { inArray, lte } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { silencedBy } from '../sanctions/refuse.ts';
import { changeRoom, endIn } from './change-room.ts';
import { partiesOf, runningRooms, seatsOf } from './queries.ts';
import type { MediationEnd } from './wire.ts';

/** Ends those whose date has passed, and those a party of which was banned. Any number of processes may look: one ends it. */
export async function tendMediations(deps: Deps): Promise<void> {
  for (const { id, dueAt } of await runningRooms(deps.db.read)) {
    const why = dueAt <= deps.now() ? 'silent' : (await hasBanned(deps, id)) ? 'banned' : null;
    if (why) await end(deps, id, why);
  }
}

async function hasBanned({ db, now }: Deps, id: number): Promise<boolean> {
  for (const { memberId } of partiesOf(await seatsOf(db.read, [id])))
    if (silencedBy(await activeRestrictions(db.read, memberId, now())) === 'banned') return true;
  return false;
}

async function end(deps: Deps, id: number, why: MediationEnd) {
  try {
    await changeRoom(deps, { id, byId: null }, async (tx, room, at) => {
      if (why === 'silent' && room.dueAt > at) return null; // put off meanwhile
      await endIn(tx, room, { state: 'closed', why }, at);
      return 'ended';
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // another was sooner
  }
}

/** Days after its end: as long as a decision that it was about can be contested (DSA, art. 20(1)). */
const KEEP_DAYS = 183;

/** All of it goes; the line in the case's log stays. */
export async function purgeMediations(db: Database, now: Date): Promise<void> {
  const until = new Date(now.getTime() - KEEP_DAYS * 86_400_000);
  await db.write(async (tx) => void (await tx.delete(tx.t.mediations).where(lte(tx.t.mediations.endedAt, until))));
}

/** Whoever leaves the site takes along what they said there, and their seat; what runs is over. Doing it again does nothing more. */
export async function leaveMediations(deps: Deps, memberIds: number[]): Promise<void> {
  const theirs = [...memberIds, 0];
  const { mediationSeats, mediationWords, mediationAnswers } = deps.db.read.t;
  const seats = await deps.db.read.select().from(mediationSeats).where(inArray(mediationSeats.memberId, theirs));
  for (const { mediationId, seat } of seats) if (seat !== 'mediator') await end(deps, mediationId, 'left');
  await deps.db.write(async (tx) => {
    const as = seats.filter(({ seat }) => seat !== 'mediator').map(({ mediationId }) => mediationId);
    await tx.delete(mediationAnswers).where(inArray(mediationAnswers.memberId, theirs));
    const said = await tx
      .select({ id: mediationWords.id, mediationId: mediationWords.mediationId })
      .from(mediationWords)
      .where(inArray(mediationWords.authorId, theirs));
    const own = said.filter(({ mediationId }) => as.includes(mediationId)).map(({ id }) => id);
    await tx.delete(mediationAnswers).where(inArray(mediationAnswers.wordId, [...own, 0]));
    await tx.delete(mediationWords).where(inArray(mediationWords.id, [...own, 0]));
    await tx.update(mediationWords).set({ publishes: null, publisherId: null }).where(inArray(mediationWords.publisherId, theirs));
    await tx.delete(mediationSeats).where(inArray(mediationSeats.memberId, theirs));
  });
}
