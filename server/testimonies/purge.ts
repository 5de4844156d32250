import { and, eq, inArray, isNotNull, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import { forgetExports } from './export.ts';

/** Days for which it can be shown that what was public was agreed to, once it no longer is: the year of the law on the press for its longest (loi du 29 juillet 1881, art. 65-3). */
const PROOF_DAYS = 365;

/** Answers whose time has come, with the notes on them; what was agreed to stays as long as it is public, and can be withdrawn. */
export const purgeTestimonies = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { testimonies, agreements } = tx.t;
    const due = tx.select({ id: testimonies.id }).from(testimonies).where(lte(testimonies.keptUntil, now));
    await tx.delete(agreements).where(and(inArray(agreements.testimonyId, due), isNull(agreements.postId)));
    const gone = await tx.delete(testimonies).where(lte(testimonies.keptUntil, now)).returning({ id: testimonies.threadId });
    await forgetExports(
      tx,
      gone.map(({ id }) => id),
    );
    await tx.delete(agreements).where(and(isNull(agreements.testimonyId), isNotNull(agreements.postId), isProvedLongEnough(tx, now)));
  });

function isProvedLongEnough(tx: Writer, now: Date) {
  const { agreements, posts } = tx.t;
  const until = new Date(now.getTime() - PROOF_DAYS * 86_400_000);
  const isThere = tx
    .select({ one: sql`1` })
    .from(posts)
    .where(and(eq(posts.id, agreements.postId), ne(posts.state, 'deleted')));
  const isGone = and(isNull(agreements.withdrawnAt), lte(agreements.askedAt, until), notExists(isThere));
  return or(lte(agreements.withdrawnAt, until), isGone);
}
