import { and, isNotNull, lte } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** Of notes and labels about a member: two years on, they say who somebody was (docs/decisions/079). */
const KEPT_MONTHS = 24;

/** The day on which what was written then goes. */
export const keptUntil = (at: Date) => monthsAfter(at, KEPT_MONTHS);

export const purgeNotes = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { notes, memberLabels } = tx.t;
    const before = monthsAfter(now, -KEPT_MONTHS);
    await tx.delete(notes).where(and(isNotNull(notes.memberId), lte(notes.at, before)));
    await tx.delete(memberLabels).where(lte(memberLabels.at, before));
  });

function monthsAfter(at: Date, months: number): Date {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date;
}
