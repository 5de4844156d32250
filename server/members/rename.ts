import { and, desc, eq, gt, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { name } from '../accounts/input.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { refuseLookalike } from '../guests/name.ts';
import type { Actor, Staff } from '../http/who.ts';
import { giveHandle } from '../mentions/handle.ts';
import { logSecurity } from '../security/log.ts';
import type { Site } from '../sites/queries.ts';
import { noteChange } from './note-change.ts';
import { mayRename } from './policy.ts';
import { standingIn } from './queries.ts';
import { skeletonOf } from './skeleton.ts';

/** From one change to the next: readers know each other by name. */
export const RENAME_DAYS = 30;
const DAY_MS = 86_400_000;
const MAX_REASON = 200;

export const nameInput = z.object({ name });
export const renameInput = z.object({
  name,
  reason: z.string('field.required').trim().min(1, 'field.required').max(MAX_REASON, `field.too_long|max=${MAX_REASON}`),
});

/** Another name of one's own choice. Refuses `invalid`: a name that passes for another's, or too soon after the last change, whoever made it. */
export async function renameSelf(
  { db, bus, now }: Deps,
  { member, session }: Actor,
  { site, to }: { site: Site; to: string },
): Promise<void> {
  const at = now();
  await db.write(async (tx) => {
    if (await changedSince(tx, member.id, new Date(at.getTime() - RENAME_DAYS * DAY_MS)))
      throw new Refusal('invalid', { fields: { name: ['profile.nameTooSoon', { days: RENAME_DAYS }] } });
    const changed = await changeName(tx, { member, site, to, byId: member.id, reason: '', at });
    if (changed) await tx.update(tx.t.accounts).set({ name: to }).where(eq(tx.t.accounts.id, session.account.id));
  });
  bus.emit('member.changed', { memberId: member.id });
}

type Renaming = { member: { id: number; name: string }; to: string; reason: string; ip: string };

/** Another name by staff, who say why. Refuses `forbidden` above oneself, `invalid` for a name that passes for another's. */
export async function renameMember({ db, bus, now }: Deps, { member: by, session, site }: Staff, { member, to, reason, ip }: Renaming) {
  const at = now();
  await db.write(async (tx) => {
    const [giver, holder] = [await standingIn(tx, by.id), await standingIn(tx, member.id)];
    if (!mayRename(giver, holder)) throw new Refusal('forbidden');
    if (!(await changeName(tx, { member, site, to, byId: by.id, reason, at }))) return;
    const entry = { siteId: site.id, account: holder.account, actor: session.account.uid, facts: { reason }, ip, at };
    await logSecurity(tx, { event: 'member.renamed', ...entry });
  });
  bus.emit('member.changed', { memberId: member.id });
}

/** The names somebody bore here, the latest first. */
export function formerNamesOf(reader: Reader, memberId: number) {
  const { formerNames } = reader.t;
  return reader
    .select({ name: formerNames.name, byId: formerNames.byId, reason: formerNames.reason, at: formerNames.at })
    .from(formerNames)
    .where(eq(formerNames.memberId, memberId))
    .orderBy(desc(formerNames.id));
}

type Change = { member: { id: number; name: string }; site: Site; to: string; byId: number; reason: string; at: Date };

/** False where it is the name they have. */
async function changeName(tx: Writer, { member, site, to, byId, reason, at }: Change): Promise<boolean> {
  if (to === member.name) return false;
  await refuseLookalike(tx, site, to, member.id);
  await tx.insert(tx.t.formerNames).values({ siteId: site.id, memberId: member.id, name: member.name, byId, reason, at });
  await setName(tx, member.id, to);
  return true;
}

export async function setName(tx: Writer, memberId: number, name: string) {
  const { members } = tx.t;
  const [member] = await tx
    .update(members)
    .set({ name, skeleton: skeletonOf(name) })
    .where(eq(members.id, memberId))
    .returning({ siteId: members.siteId, role: members.role });
  if (member && member.role !== 'guest') await giveHandle(tx, { id: memberId, siteId: member.siteId, name });
  await noteChange(tx, memberId);
}

/** What their provider told is not counted: it is no choice of theirs. */
async function changedSince(tx: Writer, memberId: number, since: Date): Promise<boolean> {
  const { formerNames } = tx.t;
  const mine = and(eq(formerNames.memberId, memberId), isNotNull(formerNames.byId), gt(formerNames.at, since));
  return (await tx.$count(formerNames, mine)) > 0;
}
