import { eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { skeletonOf } from './skeleton.ts';

const BATCH = 500;

/** What members' names look like, for those who were here before anybody asked. */
export async function fillSkeletons(db: Database): Promise<void> {
  const { members } = db.read.t;
  for (let found = BATCH; found === BATCH;) {
    const rows = await db.read.select({ id: members.id, name: members.name }).from(members).where(isNull(members.skeleton)).limit(BATCH);
    found = rows.length;
    if (found === 0) return;
    await db.write(async (tx) => {
      for (const { id, name } of rows)
        await tx
          .update(members)
          .set({ skeleton: skeletonOf(name) })
          .where(eq(members.id, id));
    });
  }
}
