import { and, eq, isNull } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { isNewsroom } from '../threads/policy.ts';

/** What a claim of `age_over_15` proves, and no more. */
const CLAIMED = 15;

type Asking = Pick<Site, 'settings'>;

/** The age that a site asks for, of a member who has not said so; null where it asks nothing. Whom the newsroom chose, it knows. */
export function ageAsked({ settings }: Asking, member: Pick<Member, 'role' | 'ageDeclaredAt'>): number | null {
  if (member.ageDeclaredAt || isNewsroom(member) || member.role === 'expert') return null;
  return settings.minAge ?? null;
}

/** Of somebody who joins: refuses `invalid`, beside the box, where the site asks and it was not ticked. */
export function refuseUnderAge(site: Asking | null, declared: boolean) {
  const age = site?.settings.minAge;
  if (age && !declared) throw new Refusal('invalid', { fields: { ofAge: ['age.needed', { age }] } });
}

/** Of somebody who writes: refuses `age_undeclared` until they have said so, once. */
export function refuseUndeclared(age: number | null, declared: boolean) {
  if (age !== null && !declared) throw new Refusal('age_undeclared', { fields: { ofAge: ['age.needed', { age }] } });
}

export async function declareAge(tx: Writer, memberId: number, at: Date) {
  const { members } = tx.t;
  await tx
    .update(members)
    .set({ ageDeclaredAt: at })
    .where(and(eq(members.id, memberId), isNull(members.ageDeclaredAt)));
}

/** A publisher's word that somebody is over fifteen: enough where the site asks for no more than that. */
export async function declareByClaim(tx: Writer, { memberId, siteId }: { memberId: number; siteId: number }, at: Date) {
  const { minAge } = (await findSite(tx, siteId))!.settings;
  if ((minAge ?? 0) <= CLAIMED) await declareAge(tx, memberId, at);
}
