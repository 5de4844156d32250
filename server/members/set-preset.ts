import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import type { Preset } from '../inbox/wire.ts';
import { logSecurity } from '../security/log.ts';
import { STAFF } from './policy.ts';
import { standingIn } from './queries.ts';

type Change = { member: { id: number }; preset: Preset | null };

/** Which lanes of the inbox somebody of the newsroom sees; null: all that their role shows. Refuses `invalid` for whoever is not of it. */
export async function setPreset({ db, bus, now }: Deps, { actor, ip }: { actor: Staff; ip: string }, { member, preset }: Change) {
  await db.write(async (tx) => {
    const holder = await standingIn(tx, member.id);
    if (!STAFF.includes(holder.role)) throw new Refusal('invalid', { fields: { preset: ['field.not_of_newsroom'] } });
    await tx.update(tx.t.members).set({ preset }).where(eq(tx.t.members.id, holder.id));
    const { siteId, account } = holder;
    await logSecurity(tx, { event: 'preset.given', siteId, account, actor: actor.session.account.uid, facts: { preset }, ip, at: now() });
  });
  bus.emit('rights.changed', { memberId: member.id });
}
