import { eq } from 'drizzle-orm';
import { isBarred } from '../appeals/policy.ts';
import { endHold, hold, release } from '../claims/hold.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { noteSeen } from './clocks.ts';
import { logCase } from './log.ts';
import { presentClaim } from './present.ts';
import { caseBy, type CaseRecord } from './queries.ts';
import type { ClaimConflict, ClaimWire } from './wire.ts';

/**
 * Whoever opens a case has it for three minutes, and no other. It stays another's while theirs runs, unless one `takes`
 * it over on purpose. Resolves with whose it is now.
 */
export async function claimCase(deps: Deps, actor: Staff, found: CaseRecord, take: boolean): Promise<ClaimWire | null> {
  const at = deps.now();
  await noteSeen(deps, actor.member, found);
  if (await isBarred(deps.db.read, actor.member.id, found)) return presentClaim(found);
  const left = await deps.db.write(async (tx) => {
    const { cases } = tx.t;
    const claiming = { id: found.id, memberId: actor.member.id, at, take, where: eq(cases.state, 'open') };
    const left = await hold(tx, cases, claiming);
    const before = holderOf(found, at);
    if (take && left && before && before !== actor.member.uid)
      await logCase(tx, found, { act: 'taken_over', by: actor.member.uid, from: before }, at);
    return left ?? [];
  });
  for (const caseId of [found.id, ...left]) deps.bus.emit('case.claimed', { siteId: found.siteId, caseId });
  return presentClaim((await caseBy(deps.db.read, found.id))!);
}

/** Nothing happens where it is no longer one's own. */
export async function releaseCase({ db, bus }: Deps, { member }: Staff, { id, siteId }: CaseRecord): Promise<void> {
  const released = await db.write((tx) => release(tx, tx.t.cases, { id, memberId: member.id }));
  if (released.length > 0) bus.emit('case.claimed', { siteId, caseId: id });
}

/** In the transaction that decides: refuses `case_claimed` while it is another's; decided, it is nobody's. */
export async function endClaim(tx: Writer, { id }: CaseRecord, memberId: number, at: Date): Promise<void> {
  if (await endHold(tx, tx.t.cases, { id, memberId, at })) return;
  throw new Refusal('case_claimed', { details: { claim: presentClaim((await caseBy(tx, id))!)! } satisfies ClaimConflict });
}

const holderOf = ({ claimerUid, claimedUntil }: CaseRecord, at: Date) => (claimedUntil && claimedUntil > at ? claimerUid : null);
