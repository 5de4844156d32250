import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { given, preparedWrite, type Writer } from '../db/database.ts';
import { dateIn } from '../time/wall-time.ts';
import type { Site } from '../sites/queries.ts';

/** One more day on which a member wrote or reported, by their site's calendar; a day counts once. */
export async function countActiveDay(tx: Writer, memberId: number, { timeZone }: Pick<Site, 'timeZone'>, at: Date) {
  const { members } = tx.t;
  const day = dateIn(at, timeZone);
  const count = preparedWrite(tx, 'count active day', () =>
    tx
      .update(members)
      .set({ activeDays: sql`${members.activeDays} + 1`, lastActiveOn: given(members.lastActiveOn, 'day') })
      .where(
        and(
          eq(members.id, sql.placeholder('memberId')),
          or(isNull(members.lastActiveOn), ne(members.lastActiveOn, given(members.lastActiveOn, 'day'))),
        ),
      ),
  );
  await count({ memberId, day });
}
