// What the mediator does beside speaking: puts the date off, ends it; what a manager does: takes over.
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { changeRoom, endIn } from './change-room.ts';
import type { Room } from './queries.ts';
import { insertWord } from './take-part.ts';

type Seen = { room: Room; version: number };

/** Counted from now. Refuses `mediation_changed`. */
export const putOffMediation = (deps: Deps, { member }: Staff, { room: { id }, version, days }: Seen & { days: number }) =>
  changeRoom(deps, { id, byId: member.id, version }, async (tx, _, at) => {
    const dueAt = new Date(at.getTime() + days * 86_400_000);
    await tx.update(tx.t.mediations).set({ dueAt }).where(eq(tx.t.mediations.id, id));
    return 'news';
  });

/** Without an agreement. */
export const endMediation = (deps: Deps, { member }: Staff, { room: { id }, version }: Seen) =>
  changeRoom(deps, { id, byId: member.id, version }, async (tx, room, at) => {
    await endIn(tx, room, { state: room.state === 'proposed' ? 'withdrawn' : 'closed', why: 'mediator' }, at);
    return 'ended';
  });

/**
 * Somebody else mediates from here on: the log says who, from whom and why, the room too. They read it from then on, and not before. Refuses
 * `forbidden` to a party of it, `mediation_changed`.
 */
export async function takeOver(deps: Deps, { site, member, session }: Staff, { room: { id }, version, reason }: Seen & { reason: string }) {
  await changeRoom(deps, { id, byId: member.id, version }, async (tx, room, at) => {
    if (room.seats.some(({ memberId }) => memberId === member.id)) throw new Refusal('forbidden');
    const { mediationSeats } = tx.t;
    await tx.delete(mediationSeats).where(and(eq(mediationSeats.mediationId, id), eq(mediationSeats.seat, 'mediator')));
    await tx.insert(mediationSeats).values({ mediationId: id, memberId: member.id, seat: 'mediator', acceptedAt: at });
    await insertWord(deps, tx, { room, authorId: member.id, kind: 'taken_over', clientId: deps.newId(), text: reason }, at);
    const from = room.seats.find(({ seat }) => seat === 'mediator')?.uid ?? null;
    const facts = { mediation: room.uid, from, reason };
    await logSecurity(tx, { event: 'mediation.taken_over', siteId: site.id, actor: session.account.uid, facts, at });
    return 'news';
  });
}
