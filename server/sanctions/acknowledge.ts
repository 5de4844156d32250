import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';

/** Its author read a warning. Twice is once; somebody else's is not there. */
export async function acknowledge({ db, now }: Deps, memberId: number, statement: string): Promise<void> {
  const at = now();
  await db.write(async (tx) => {
    const { restrictions, statements } = tx.t;
    const theirs = tx
      .select({ id: statements.restrictionId })
      .from(statements)
      .where(and(eq(statements.uid, statement), eq(statements.memberId, memberId), eq(statements.kind, 'warning')));
    const [warning] = await tx.select({ id: restrictions.id }).from(restrictions).where(inArray(restrictions.id, theirs));
    if (!warning) throw new Refusal('not_found');
    await tx
      .update(restrictions)
      .set({ acknowledgedAt: at })
      .where(and(eq(restrictions.id, warning.id), isNull(restrictions.acknowledgedAt)));
  });
}
