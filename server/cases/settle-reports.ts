import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';

/** The outcome of a case's reports, and what it makes of their reporters' records; null: not decided after all. */
export async function settleReports(tx: Writer, caseId: number, upheld: boolean | null) {
  for (const before of [null, true, false]) if (before !== upheld) await change(tx, caseId, { before, upheld });
}

async function change(tx: Writer, caseId: number, { before, upheld }: { before: boolean | null; upheld: boolean | null }) {
  const { reports, members } = tx.t;
  const changed = await tx
    .update(reports)
    .set({ upheld })
    .where(and(eq(reports.caseId, caseId), before === null ? isNull(reports.upheld) : eq(reports.upheld, before)))
    .returning({ reporterId: reports.reporterId });
  if (changed.length === 0) return;
  const by = (outcome: boolean) => Number(upheld === outcome) - Number(before === outcome);
  await tx
    .update(members)
    .set({ reportsUpheld: sql`${members.reportsUpheld} + ${by(true)}`, reportsRefused: sql`${members.reportsRefused} + ${by(false)}` })
    .where(
      inArray(
        members.id,
        changed.map(({ reporterId }) => reporterId),
      ),
    );
}
