import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { isBarred } from '../appeals/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { noteSeen } from './clocks.ts';
import { logCase } from './log.ts';
import { presentClaim } from './present.ts';
import { caseBy, type CaseRecord } from './queries.ts';
import type { ClaimConflict, ClaimWire } from './wire.ts';

/** How long a case is somebody's without a sign from their screen. */
const CLAIM_MS = 180_000;

/**
 * Whoever opens a case has it for three minutes, and no other. It stays another's while theirs runs, unless one `takes`
 * it over on purpose. Resolves with whose it is now.
 */
export async function claimCase(deps: Deps, actor: Staff, found: CaseRecord, take: boolean): Promise<ClaimWire | null> {
  const at = deps.now();
  const me = actor.member.id;
  await noteSeen(deps, actor.member, found);
  if (await isBarred(deps.db.read, me, found)) return presentClaim(found);
  const left = await deps.db.write(async (tx) => {
    const { cases } = tx.t;
    const claimed = await tx
      .update(cases)
      .set({ claimedBy: me, claimedUntil: new Date(at.getTime() + CLAIM_MS) })
      .where(and(eq(cases.id, found.id), eq(cases.state, 'open'), take ? undefined : notAnothers(tx, me, at)))
      .returning({ id: cases.id });
    const before = holderOf(found, at);
    if (take && claimed.length > 0 && before && before !== actor.member.uid)
      await logCase(tx, found, { act: 'taken_over', by: actor.member.uid, from: before }, at);
    return claimed.length > 0 ? giveBack(tx, me, found.id) : [];
  });
  for (const caseId of [found.id, ...left]) deps.bus.emit('case.claimed', { siteId: found.siteId, caseId });
  return presentClaim((await caseBy(deps.db.read, found.id))!);
}

/** Nothing happens where it is no longer one's own. */
export async function releaseCase({ db, bus }: Deps, actor: Staff, found: CaseRecord): Promise<void> {
  const released = await db.write((tx) => {
    const { cases } = tx.t;
    return tx
      .update(cases)
      .set({ claimedBy: null, claimedUntil: null })
      .where(and(eq(cases.id, found.id), eq(cases.claimedBy, actor.member.id)))
      .returning({ id: cases.id });
  });
  if (released.length > 0) bus.emit('case.claimed', { siteId: found.siteId, caseId: found.id });
}

/** In the transaction that decides: refuses `case_claimed` while it is another's; decided, it is nobody's. */
export async function endClaim(tx: Writer, found: CaseRecord, memberId: number, at: Date): Promise<void> {
  const { cases } = tx.t;
  const ended = await tx
    .update(cases)
    .set({ claimedBy: null, claimedUntil: null })
    .where(and(eq(cases.id, found.id), notAnothers(tx, memberId, at)))
    .returning({ id: cases.id });
  if (ended.length === 0)
    throw new Refusal('case_claimed', { details: { claim: presentClaim((await caseBy(tx, found.id))!)! } satisfies ClaimConflict });
}

const notAnothers = ({ t: { cases } }: Writer, memberId: number, at: Date) =>
  or(isNull(cases.claimedBy), eq(cases.claimedBy, memberId), lte(cases.claimedUntil, at));

const holderOf = ({ claimerUid, claimedUntil }: CaseRecord, at: Date) => (claimedUntil && claimedUntil > at ? claimerUid : null);

/** One reads one case at a time: the others are free again. */
async function giveBack(tx: Writer, memberId: number, kept: number): Promise<number[]> {
  const { cases } = tx.t;
  const left = await tx
    .update(cases)
    .set({ claimedBy: null, claimedUntil: null })
    .where(and(eq(cases.claimedBy, memberId), ne(cases.id, kept)))
    .returning({ id: cases.id });
  return left.map(({ id }) => id);
}
