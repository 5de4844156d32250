import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';

/** Of one conversation: more is a meeting. */
const MOST = 200;

export type WhisperRow = Awaited<ReturnType<typeof whispersIn>>[number];

/** Those of a thread and of what went into it, the first first; those about a post, where the post is by now. */
export function whispersIn(reader: Reader, threadId: number) {
  const { whispers, posts, threads, members } = reader.t;
  const speaker = alias(members, 'speaker');
  const gone = reader.select({ id: threads.id }).from(threads).where(eq(threads.mergedIntoId, threadId));
  const here = and(isNull(whispers.postId), or(eq(whispers.threadId, threadId), inArray(whispers.threadId, gone)));
  return reader
    .select({
      uid: whispers.uid,
      text: whispers.text,
      at: whispers.at,
      authorId: whispers.authorId,
      byUid: speaker.uid,
      byName: speaker.name,
      postUid: posts.uid,
      postAuthor: members.name,
    })
    .from(whispers)
    .innerJoin(speaker, eq(speaker.id, whispers.authorId))
    .leftJoin(posts, eq(posts.id, whispers.postId))
    .leftJoin(members, eq(members.id, posts.authorId))
    .where(or(here, eq(posts.threadId, threadId)))
    .orderBy(asc(whispers.id))
    .limit(MOST);
}

export async function whisperByUid(reader: Reader, siteId: number, uid: string) {
  const { whispers } = reader.t;
  const [row] = await reader
    .select({ id: whispers.id, authorId: whispers.authorId })
    .from(whispers)
    .where(and(eq(whispers.siteId, siteId), eq(whispers.uid, uid)));
  return row ?? null;
}
