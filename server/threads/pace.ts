import { and, desc, eq, gt } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { BUCKET_MS, BUCKETS, type Pace } from './surge.ts';

/** More than a thread publishes in its usual day; of a faster one, what it did lately says enough. */
const MOST = 1000;

/** How fast a thread goes, by its own changes: since it began, a day at most. Index: the key of changes. */
export async function paceOf(
  reader: Reader,
  thread: { id: number; seq: number; heldCount: number; createdAt: Date },
  now: Date,
): Promise<Pace> {
  const { changes, posts } = reader.t;
  const rows = await reader
    .select({ at: changes.at, authorId: posts.authorId })
    .from(changes)
    .innerJoin(posts, eq(posts.id, changes.postId))
    .where(and(eq(changes.threadId, thread.id), gt(changes.seq, thread.seq - MOST), eq(changes.kind, 'post.published')))
    .orderBy(desc(changes.seq));
  const quarterOf = (at: Date) => Math.floor((now.getTime() - at.getTime()) / BUCKET_MS);
  const oldest = Math.min(BUCKETS, quarterOf(thread.createdAt));
  const quarters = Array.from({ length: oldest + 1 }, () => 0);
  for (const { at } of rows) if (quarterOf(at) <= oldest) quarters[quarterOf(at)]! += 1;
  const authors = new Set(rows.filter(({ at }) => quarterOf(at) === 0).map(({ authorId }) => authorId)).size;
  return { quarters, authors, held: thread.heldCount };
}
