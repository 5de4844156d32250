import { inArray } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { postIn } from '../posts/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { setVote } from './vote.ts';

/** Rows read at a time; each is taken back under its thread's lock. */
const BATCH = 200;

/** Whoever leaves wants nothing answered any more: their votes go, and are counted out. Doing it again does nothing more. */
export async function withdrawVotes({ db, now }: Deps, memberIds: number[]) {
  const { votes } = db.read.t;
  if (memberIds.length === 0) return;
  for (;;) {
    const rows = await db.read.select().from(votes).where(inArray(votes.memberId, memberIds)).limit(BATCH);
    if (rows.length === 0) return;
    for (const row of rows) {
      const { threadId } = (await postIn(db.read, row.postId))!;
      const { name: lock } = (await findThreadPlace(db.read, threadId))!;
      await db.write((tx) => setVote(tx, row, false, now()), { lock });
    }
  }
}
