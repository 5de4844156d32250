import { currentRules, type Rule } from '../charter/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';

/** Why something is taken: a rule of the charter in force, a ground in law, or both (DSA, art. 17(3)(d) and (e)). */
export type Ground = { rule: Rule | null; legalGround: string | null };

export const NO_GROUND: Ground = { rule: null, legalGround: null };

/** Refuses `invalid` where neither is given, or the rule is not of the charter in force. */
export async function findGround(
  { db }: Deps,
  site: Site,
  { rule: number, legalGround = null }: { rule?: number | undefined; legalGround?: string | null | undefined },
): Promise<Ground> {
  if (number === undefined && legalGround === null) throw new Refusal('invalid', { fields: { rule: ['field.required'] } });
  if (number === undefined) return { rule: null, legalGround };
  const rule = (await currentRules(db.read, site)).find((one) => one.number === number);
  if (!rule) throw new Refusal('invalid', { fields: { rule: ['field.unknown_rule'] } });
  return { rule, legalGround };
}
