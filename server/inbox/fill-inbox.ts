import { and, eq, gt, inArray, isNotNull, isNull, ne, notExists, notInArray, or } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Database, Reader } from '../db/database.ts';
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
        or(ne(threads.kind, 'question'), notExists(answersIn(db.read))),
      ),
    )
    .limit(BATCH);
  for (const { lane, at, ...row } of rows) await db.write((tx) => openItem(tx, { ...row, lane: lane as 'question' | 'idea' }, at));
}

/** What the newsroom or an expert said since, for all to read: kept by nobody, it answers a question all the same. */
function answersIn(reader: Reader) {
  const { posts, members } = reader.t;
  const said = alias(posts, 'said');
  const speaker = alias(members, 'speaker');
  return reader
    .select({ id: said.id })
    .from(said)
    .innerJoin(speaker, eq(speaker.id, said.authorId))
    .where(
      and(
        eq(said.threadId, posts.threadId),
        gt(said.id, posts.id),
        eq(said.state, 'published'),
        or(eq(said.expert, true), inArray(speaker.role, STAFF)),
      ),
    );
}
