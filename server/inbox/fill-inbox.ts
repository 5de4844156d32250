import { and, eq, inArray, isNotNull, isNull, notExists, notInArray } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { STAFF } from '../members/policy.ts';
import { openItem } from './feed.ts';

const BATCH = 500;

/** Questions and ideas that waited before there was an inbox, or came by an import: since when they wait is what they say. */
export async function fillInbox(db: Database): Promise<void> {
  const { threads, posts, members, inboxItems } = db.read.t;
  const known = db.read.select({ id: inboxItems.id }).from(inboxItems).where(eq(inboxItems.postId, posts.id));
  const rows = await db.read
    .select({ lane: threads.kind, siteId: threads.siteId, postId: posts.id, memberId: posts.authorId, at: posts.createdAt })
    .from(threads)
    .innerJoin(posts, eq(posts.id, threads.openingId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(
      and(
        inArray(threads.kind, ['question', 'idea']),
        eq(threads.state, 'open'),
        isNull(threads.mergedIntoId),
        isNotNull(threads.lastAt),
        eq(posts.state, 'published'),
        notInArray(members.role, STAFF),
        notExists(known),
      ),
    )
    .limit(BATCH);
  for (const { lane, at, ...row } of rows) await db.write((tx) => openItem(tx, { ...row, lane: lane as 'question' | 'idea' }, at));
}
