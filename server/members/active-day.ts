import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { dateIn } from '../time/wall-time.ts';
import type { Site } from '../sites/queries.ts';

/** One more day on which a member wrote or reported, by their site's calendar; a day counts once. */
export async function countActiveDay(tx: Writer, memberId: number, { timeZone }: Pick<Site, 'timeZone'>, at: Date) {
  const { members } = tx.t;
  const day = dateIn(at, timeZone);
  await tx
    .update(members)
    .set({ activeDays: sql`${members.activeDays} + 1`, lastActiveOn: day })
    .where(and(eq(members.id, memberId), or(isNull(members.lastActiveOn), ne(members.lastActiveOn, day))));
}
