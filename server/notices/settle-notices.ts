import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { contestableUntil } from '../cases/restrict.ts';
import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { lawIn } from '../sites/law.ts';

/** What became of a case's notices. `decisionId` null: its author took the post away before anybody decided. */
type Settled = { caseId: number; siteId: number; decisionId: number | null; outcome: 'acted' | 'not_acted'; tellAt: Date | null };

/** In the transaction of a decision: whoever gave notice is told of it, with their redress (DSA, art. 16(5)), and may contest it (art. 20). */
export async function settleNotices(tx: Writer, { caseId, siteId, decisionId, outcome, tellAt }: Settled, at: Date): Promise<void> {
  const { notices } = tx.t;
  const toldAt = tellAt ?? at;
  const settled = await tx
    .update(notices)
    .set({ outcome, decisionId, contestableUntil: contestableUntil(toldAt, (await lawIn(tx, siteId)).contestMonths) })
    .where(and(eq(notices.caseId, caseId), isNull(notices.outcome)))
    .returning({ uid: notices.uid });
  for (const { uid } of settled) await tellNotifier(tx, { uid, siteId, decisionId }, toldAt);
}

/** The decision was undone, or with `caseId` what it said of one case: they wait again, and a mail of it that waited is not sent. */
export async function unsettleNotices(tx: Writer, { decisionId, caseId }: { decisionId: number; caseId?: number }): Promise<void> {
  const { notices, outbox } = tx.t;
  const waiting = await tx
    .update(notices)
    .set({ outcome: null, decisionId: null, contestableUntil: null })
    .where(and(eq(notices.decisionId, decisionId), caseId === undefined ? undefined : eq(notices.caseId, caseId)))
    .returning({ uid: notices.uid });
  for (const { uid } of waiting) await tx.delete(outbox).where(eq(outbox.key, mailKey(uid, decisionId)));
}

/** Another decision stands for the one they were told of (given back, or on appeal): they are told anew. */
export async function correctNotices(
  tx: Writer,
  { caseId, siteId, decisionId, outcome }: { caseId: number; siteId: number; decisionId: number; outcome: 'acted' | 'not_acted' },
  at: Date,
): Promise<void> {
  const { notices } = tx.t;
  const { contestMonths } = await lawIn(tx, siteId);
  const corrected = await tx
    .update(notices)
    .set({ outcome, decisionId, contestableUntil: contestableUntil(at, contestMonths) })
    .where(and(eq(notices.caseId, caseId), isNotNull(notices.outcome)))
    .returning({ uid: notices.uid });
  for (const { uid } of corrected) await tellNotifier(tx, { uid, siteId, decisionId }, at);
}

const tellNotifier = (tx: Writer, { uid, siteId, decisionId }: { uid: string; siteId: number; decisionId: number | null }, when: Date) =>
  addToOutbox(tx, { kind: 'legal.decided', siteId, data: { notice: uid }, key: mailKey(uid, decisionId) }, when);

const mailKey = (uid: string, decisionId: number | null) => `legal.decided ${uid} ${decisionId ?? 'withdrawn'}`;
