import { and, desc, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { isNewsroom, type Rules, type Speaker } from '../threads/policy.ts';

/** Slow mode: refuses `too_fast`, with the seconds to wait. Not for the newsroom and its guests, who answer many. Index: posts_author. */
export async function refusePace(
  tx: Writer,
  { slow }: Rules,
  { threadId, speaker, now }: { threadId: number; speaker: Speaker & { id: number }; now: Date },
) {
  if (slow === 0 || speaker.invited || isNewsroom(speaker)) return;
  const { posts } = tx.t;
  const [last] = await tx
    .select({ at: posts.createdAt })
    .from(posts)
    .where(and(eq(posts.authorId, speaker.id), eq(posts.threadId, threadId)))
    .orderBy(desc(posts.id))
    .limit(1);
  const wait = last ? Math.ceil((last.at.getTime() + slow * 1000 - now.getTime()) / 1000) : 0;
  if (wait > 0) throw new Refusal('too_fast', { retryAfter: wait });
}
