import { eq } from 'drizzle-orm';
import { openCase } from '../cases/open-case.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { postIn } from '../posts/queries.ts';
import { openMemberCase } from '../cases/open-member-case.ts';

/** An appeal's weight in the queue: whoever waits for one has been wronged, or not, for a while already. */
const WEIGHT = 24;

/** By whom a decision restricts, or by who had given notice; whatever it decided, "no action" too (DSA, art. 20(1)). */
export type Contested = {
  siteId: number;
  decisionId: number;
  postId: number | null;
  memberId: number;
  contestableUntil: Date | null;
  by: { statementId: number } | { noticeId: number };
};

/**
 * Contests a decision, once. It becomes a case, for somebody else than whoever decided. Refuses `too_late` after the
 * period, `taken` where it was contested before.
 */
export async function makeAppeal(deps: Deps, contested: Contested, { text, ip }: { text: string; ip: string }): Promise<void> {
  const { db, bus, limit, now, newId } = deps;
  await limit('appeal', ip);
  const [uid, caseUid, at] = [newId(), newId(), now()];
  if (!contested.contestableUntil || contested.contestableUntil <= at) throw new Refusal('too_late');
  const onCase = await db
    .write(async (tx) => {
      const { appeals } = tx.t;
      const { siteId, decisionId, by } = contested;
      const [made] = await tx
        .insert(appeals)
        .values({ uid, siteId, decisionId, ...by, text, state: 'open', at })
        .returning({ id: appeals.id });
      return reopen(tx, contested, { uid: caseUid, appealId: made!.id }, at);
    })
    .catch((error: unknown) => {
      throw db.engine.isTaken(error) ? new Refusal('taken') : error;
    });
  bus.emit(onCase.opened ? 'case.opened' : 'case.changed', { siteId: contested.siteId, caseId: onCase.id });
}

async function reopen(tx: Writer, contested: Contested, { uid, appealId }: { uid: string; appealId: number }, at: Date) {
  const { decisions } = tx.t;
  const { postId, memberId, siteId, decisionId, by } = contested;
  const decision = await tx.select({ uid: decisions.uid }).from(decisions).where(eq(decisions.id, decisionId));
  const entry = {
    act: 'appealed' as const,
    by: 'statementId' in by ? ('author' as const) : ('notifier' as const),
    decision: decision[0]!.uid,
  };
  const why = { uid, reasons: ['appeal' as const], weight: WEIGHT, reports: 0, legal: true, appealId, entry };
  if (postId === null) return openMemberCase(tx, { siteId, memberId }, why, at);
  const post = (await postIn(tx, postId))!;
  return openCase(tx, post, { ...why, kind: post.state === 'published' ? 'reported' : 'held' }, at);
}
