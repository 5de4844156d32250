import { inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { postIn } from '../posts/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { setReaction } from './react.ts';

/** Rows read at a time; each is taken back under its thread's lock. */
const BATCH = 200;

/** Whoever leaves thanks nobody any more: their reactions go, and the counts with them. Doing it again does nothing more. */
export async function withdrawReactions({ db, now }: Deps, memberIds: number[]) {
  const { reactions } = db.read.t;
  if (memberIds.length === 0) return;
  for (;;) {
    const rows = await db.read.select().from(reactions).where(inArray(reactions.memberId, memberIds)).limit(BATCH);
    if (rows.length === 0) return;
    for (const row of rows) {
      const { threadId } = (await postIn(db.read, row.postId))!;
      const { name: lock } = (await findThreadPlace(db.read, threadId))!;
      await db.write((tx) => setReaction(tx, row, false, now()), { lock });
    }
  }
}
