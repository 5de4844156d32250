import { desc, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/**
 * After each change of a case, the last link of its log goes to the journal, outside the database: a chain that was cut
 * short, or built anew, contradicts it (verify-log.ts). The journal, for it leaves the machine where journals do, and
 * is there with either database.
 */
export function keepHeads({ db, bus, log }: Deps): void {
  const keep = async ({ caseId }: { caseId: number }) => {
    const { caseLog, cases } = db.read.t;
    const [head] = await db.read
      .select({ case: cases.uid, n: caseLog.n, head: caseLog.hash })
      .from(caseLog)
      .innerJoin(cases, eq(cases.id, caseLog.caseId))
      .where(eq(caseLog.caseId, caseId))
      .orderBy(desc(caseLog.n))
      .limit(1);
    if (head) log.info(head, 'case log');
  };
  bus.on('case.opened', keep);
  bus.on('case.changed', keep);
  bus.on('case.decided', keep);
}
