import { eq, inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { count, moveUp } from './answer.ts';

/** Whoever leaves comes to nothing any more: their seats are the next ones', and no calendar follows. Doing it again does nothing more. */
export async function withdrawAttendances({ db, now }: Deps, memberIds: number[]) {
  const { attendances } = db.read.t;
  if (memberIds.length === 0) return;
  const rows = await db.read.select().from(attendances).where(inArray(attendances.memberId, memberIds));
  for (const { id, threadId } of rows) {
    const { name: lock } = (await findThreadPlace(db.read, threadId))!;
    await db.write(
      async (tx) => {
        const [gone] = await tx.delete(tx.t.attendances).where(eq(tx.t.attendances.id, id)).returning();
        if (!gone) return;
        await count(tx, threadId, { was: gone.answer, became: null, at: now() });
        if (gone.answer === 'yes') await moveUp(tx, threadId, now());
      },
      { lock },
    );
  }
  await db.write(async (tx) => void (await tx.delete(tx.t.calendars).where(inArray(tx.t.calendars.memberId, memberIds))));
}
