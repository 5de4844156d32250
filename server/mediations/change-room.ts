// What every act in a room does: one of two at once finds it changed, who did not act is told that something is new.
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { logCase } from '../cases/log.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { MediationMail } from './mails.ts';
import { mediatorOf, roomBy, type Room } from './queries.ts';
import type { MediationEnd, MediationState } from './wire.ts';

type Work = (tx: Writer, room: Room, at: Date) => Promise<MediationMail['what'] | null>;

/**
 * Does `work` on a mediation that runs, as it stands in the transaction; what it resolves with is told to the others, null to nobody.
 * Refuses `mediation_changed` once it has ended or its date has passed, or at another `version` than the one seen.
 */
export async function changeRoom(deps: Deps, of: { id: number; byId: number | null; version?: number }, work: Work): Promise<void> {
  const at = deps.now();
  const told = await deps.db.write(async (tx) => {
    const room = (await roomBy(tx, of.id))!;
    if (room.endedAt !== null || (of.byId !== null && room.dueAt <= at)) throw new Refusal('mediation_changed');
    if (of.version !== undefined && of.version !== room.version) throw new Refusal('mediation_changed');
    const what = await work(tx, room, at);
    if (what === null) return [];
    const { mediations } = tx.t;
    await tx
      .update(mediations)
      .set({ version: sql`${mediations.version} + 1` })
      .where(eq(mediations.id, of.id));
    return tellRoom(tx, { room, byId: of.byId, what }, at);
  });
  for (const memberId of told) deps.bus.emit('notice.added', { memberId });
}

type Telling = { room: Room; byId: number | null; what: MediationMail['what'] };

/** By the bell, and by mail to who had read all before. Resolves with whom. */
export async function tellRoom(tx: Writer, { room, byId, what }: Telling, at: Date): Promise<number[]> {
  const { mediationSeats } = tx.t;
  const others = and(eq(mediationSeats.mediationId, room.id), ne(mediationSeats.memberId, byId ?? 0));
  const before = await tx.select({ memberId: mediationSeats.memberId, unread: mediationSeats.unread }).from(mediationSeats).where(others);
  await tx.update(mediationSeats).set({ unread: true }).where(others);
  for (const { memberId, unread } of before) {
    const data: MediationMail = { memberId, mediationId: room.id, what };
    if (!unread || what !== 'news') await addToOutbox(tx, { kind: 'mediation.mail', siteId: room.siteId, data }, at);
  }
  return before.map(({ memberId }) => memberId);
}

/** What became of the proposal that stands, if one does. */
export const settleStanding = (tx: Writer, mediationId: number, state: 'replaced' | 'declined' | 'agreed') =>
  tx
    .update(tx.t.mediationWords)
    .set({ state })
    .where(and(eq(tx.t.mediationWords.mediationId, mediationId), eq(tx.t.mediationWords.state, 'open')));

/** It is over: once, whoever is first. Where it came from a case, its log has how it went, and not a word of it. */
export async function endIn(tx: Writer, room: Room, to: { state: MediationState; why: MediationEnd | null }, at: Date) {
  const { mediations } = tx.t;
  const [done] = await tx
    .update(mediations)
    .set({ ...to, endedAt: at })
    .where(and(eq(mediations.id, room.id), isNull(mediations.endedAt)))
    .returning({ id: mediations.id });
  if (!done) throw new Refusal('mediation_changed');
  await settleStanding(tx, room.id, 'replaced');
  if (room.caseId === null) return;
  const by = mediatorOf(room.seats)?.uid ?? null;
  await logCase(tx, { id: room.caseId, siteId: room.siteId }, { act: 'mediated', by, mediation: room.uid, outcome: to.state }, at);
}
