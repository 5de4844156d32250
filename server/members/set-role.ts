import { and, count, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { endSessions } from '../accounts/sessions.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { noteChange } from './note-change.ts';
import { rolesToGive, STAFF } from './policy.ts';
import { standingIn, type Standing } from './queries.ts';
import type { RoleInput } from './wire.ts';

/**
 * Gives a member a role, and limits a moderator to spaces of the forum; in one transaction with its entry in the
 * security log. Who becomes staff, or no longer is, is signed out everywhere; the desk closes on them at once. Refuses
 * `taken` where the role is not the one on screen, `forbidden` above oneself, `last_admin`, `invalid` for an unknown space.
 */
export async function setRole(deps: Deps, { actor, ip }: { actor: Staff; ip: string }, { member, input }: Change) {
  const { db, bus, now } = deps;
  const at = now();
  const changed = await db.write(async (tx) => {
    const [giver, holder] = [await standingIn(tx, actor.member.id), await standingIn(tx, member.id)];
    if (holder.role !== input.from) throw new Refusal('taken');
    if (!rolesToGive(giver, holder).includes(input.role)) throw new Refusal('forbidden');
    if (holder.role === 'admin' && input.role !== 'admin') await refuseLastAdmin(tx, holder);
    const limits = await limit(tx, holder, input);
    const log = { siteId: holder.siteId, account: holder.account, actor: actor.session.account.uid, ip, at };
    if (limits.changed && input.role === 'moderator')
      await logSecurity(tx, { event: limits.names ? 'role.limited' : 'role.unlimited', facts: { spaces: limits.names || null }, ...log });
    if (holder.role === input.role) return limits.changed ? { ended: [] } : null;
    await tx.update(tx.t.members).set({ role: input.role }).where(eq(tx.t.members.id, holder.id));
    await noteChange(tx, holder.id);
    await logSecurity(tx, { event: 'role.given', facts: { from: holder.role, to: input.role }, ...log });
    return { ended: [holder.role, input.role].some((role) => STAFF.includes(role)) ? await endSessions(tx, holder.accountId!) : [] };
  });
  if (!changed) return;
  for (const sessionId of changed.ended) bus.emit('session.ended', { sessionId });
  bus.emit('rights.changed', { memberId: member.id });
}

type Change = { member: { id: number }; input: RoleInput };

/** Two who demote each other at once: one of them finds nobody else left. */
async function refuseLastAdmin(tx: Writer, { id, siteId }: Standing) {
  const { members } = tx.t;
  const [others] = await tx
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.role, 'admin'), isNotNull(members.accountId), ne(members.id, id)));
  if (others!.n === 0) throw new Refusal('last_admin');
}

/** Puts the spaces asked for in place of those there are; none but a moderator's. */
async function limit(
  tx: Writer,
  { id, siteId }: Standing,
  { role, spaces: asked }: RoleInput,
): Promise<{ changed: boolean; names: string }> {
  const { moderatorSpaces, spaces } = tx.t;
  const wanted = role === 'moderator' ? [...new Set(asked)] : [];
  const found = wanted.length
    ? await tx
        .select({ id: spaces.id, name: spaces.name })
        .from(spaces)
        .where(and(eq(spaces.siteId, siteId), inArray(spaces.slug, wanted)))
    : [];
  if (found.length < wanted.length) throw new Refusal('invalid', { fields: { spaces: ['field.wrong'] } });
  const gone = await tx.delete(moderatorSpaces).where(eq(moderatorSpaces.memberId, id)).returning({ id: moderatorSpaces.spaceId });
  if (found.length) await tx.insert(moderatorSpaces).values(found.map((space) => ({ siteId, memberId: id, spaceId: space.id })));
  const changed = listOf(gone) !== listOf(found);
  return { changed, names: found.map(({ name }) => name).join(', ') };
}

const listOf = (rows: { id: number }[]) => String(rows.map(({ id }) => id).toSorted((a, b) => a - b));
