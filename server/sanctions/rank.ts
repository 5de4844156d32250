import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { isAbove } from '../members/policy.ts';
import { standingIn } from '../members/queries.ts';
import type { Role } from '../threads/wire.ts';
import { isVoice } from '../voices/queries.ts';

/** Nobody asks or takes anything of an equal, of somebody above, or of themselves. */
export const mayActUpon = (actor: { id: number; role: Role }, member: { id: number; role: Role }) =>
  actor.id !== member.id && isAbove(actor.role, member.role);

/** What an equal wrote can be decided about, not what somebody above wrote, nor oneself. */
export const mayDecideAbout = (actor: { id: number; role: Role }, member: { id: number; role: Role }) =>
  actor.id !== member.id && !isAbove(member.role, actor.role);

/** As they stand inside the transaction. `asEquals`: it is about what they wrote alone. Refuses `forbidden`; `is_voice` where no person is there to be asked anything. */
export async function refuseUnlessBelow(
  tx: Writer,
  { actorId, memberId, asEquals = false }: { actorId: number; memberId: number; asEquals?: boolean },
) {
  const [actor, member] = [await standingIn(tx, actorId), await standingIn(tx, memberId)];
  if (!(asEquals ? mayDecideAbout : mayActUpon)(actor, member)) throw new Refusal('forbidden');
  if (!asEquals && (await isVoice(tx, memberId))) throw new Refusal('is_voice');
}
