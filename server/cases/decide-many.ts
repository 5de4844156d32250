import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { blindRow, isBlind } from './blind.ts';
import { decideCase } from './decide.ts';
import { presentRow } from './present.ts';
import { caseBy, decisionsOf, type CaseRecord } from './queries.ts';
import type { DecideManyInput, ManyOutcome } from './wire.ts';

/**
 * The same decision on several cases, each in a transaction of its own, with its own restriction and statement: what
 * changed, what somebody else has, what one may not decide is left as it is, and told apart.
 */
export async function decideMany(deps: Deps, actor: Staff, { cases, ...choice }: DecideManyInput): Promise<ManyOutcome[]> {
  const outcomes: ManyOutcome[] = [];
  for (const { id, version, revision } of cases) {
    const found = await caseBy(deps.db.read, id);
    if (!found || !moderates(actor, found)) outcomes.push({ id, outcome: 'gone', case: null });
    else {
      const outcome = await decideOne(deps, actor, found, { version, revision, ...choice });
      outcomes.push({ id, outcome, case: await rowNow(deps, actor, found) });
    }
  }
  return outcomes;
}

const OUTCOMES: Partial<Record<Refusal['code'], ManyOutcome['outcome']>> = {
  case_changed: 'changed',
  case_claimed: 'claimed',
  forbidden: 'forbidden',
  not_found: 'gone',
};

type One = Parameters<typeof decideCase>[2]['input'];

/** What concerns the choice itself (no such rule) is refused as a whole. */
async function decideOne(deps: Deps, actor: Staff, found: CaseRecord, input: One): Promise<ManyOutcome['outcome']> {
  const place = found.threadId === null ? null : await findThreadPlace(deps.db.read, found.threadId);
  return decideCase(deps, actor, { site: actor.site, place, found, input }).then(
    () => 'done',
    (error: unknown) => {
      const outcome = error instanceof Refusal ? OUTCOMES[error.code] : undefined;
      if (!outcome) throw error;
      return outcome;
    },
  );
}

async function rowNow({ db, config }: Deps, { site, member }: Staff, { id }: CaseRecord) {
  const row = (await caseBy(db.read, id))!;
  const told = presentRow(config, site, row, await decisionsOf(db.read, [row]));
  return (await isBlind(db.read, member.id)) ? blindRow(told) : told;
}
