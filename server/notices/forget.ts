import { and, eq, inArray, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';

/** Days for which a notified text is kept: the longest that the press law may take to be heard (loi du 29 juillet 1881, art. 65-3: a year). */
const KEEP_DAYS = 366;

/** Who gave notice leaves: what they said stays with its case, not who they were. */
export async function forgetNotifier(tx: Writer, { memberIds, emailKey }: { memberIds: number[]; emailKey: string | null }): Promise<void> {
  const { notices } = tx.t;
  const theirs = or(
    memberIds.length > 0 ? inArray(notices.memberId, memberIds) : sql`false`,
    emailKey === null ? sql`false` : eq(notices.email, emailKey),
  );
  await tx.update(notices).set({ name: null, email: null, emailProvedAt: null, memberId: null }).where(theirs);
}

/** Its print stays, by which whoever has a copy can show that it is one. Not while a case of the post is open. */
export const purgeEvidence = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { evidence, cases } = tx.t;
    const open = tx
      .select({ one: sql`1` })
      .from(cases)
      .where(and(eq(cases.postId, evidence.postId), eq(cases.state, 'open')));
    const over = lte(evidence.at, new Date(now.getTime() - KEEP_DAYS * 86_400_000));
    await tx
      .update(evidence)
      .set({ content: '' })
      .where(and(over, ne(evidence.content, ''), notExists(open)));
  });
