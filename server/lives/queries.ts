import { and, asc, desc, eq, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { preparedRows, type Reader, type Writer } from '../db/database.ts';
import { authorColumns } from '../posts/queries.ts';
import { isVisibleThread } from '../threads/visible.ts';

export type LiveRow = NonNullable<Awaited<ReturnType<typeof liveIn>>>;

export async function liveIn(reader: Reader, threadId: number) {
  const { lives } = reader.t;
  const [row] = await reader.select().from(lives).where(eq(lives.threadId, threadId));
  return row ?? null;
}

/** Of the newsroom, by its row; also who is no host any more, until when they were. The first first. */
export function hostsOf(reader: Reader, threadId: number) {
  const { liveHosts, members } = reader.t;
  return reader
    .select({ memberId: liveHosts.memberId, leftAt: liveHosts.leftAt, ...authorColumns(reader.t) })
    .from(liveHosts)
    .innerJoin(members, eq(members.id, liveHosts.memberId))
    .where(eq(liveHosts.threadId, threadId))
    .orderBy(asc(liveHosts.at), asc(liveHosts.memberId));
}
export type HostRow = Awaited<ReturnType<typeof hostsOf>>[number];

/** Whether somebody was named and is a host still. One prepared read: asked at each post. */
export async function isNamedHost(reader: Reader, threadId: number, memberId: number): Promise<boolean> {
  const { liveHosts } = reader.t;
  const query = preparedRows(reader, 'live host', () =>
    reader
      .select({ memberId: liveHosts.memberId })
      .from(liveHosts)
      .where(
        and(
          eq(liveHosts.threadId, sql.placeholder('threadId')),
          eq(liveHosts.memberId, sql.placeholder('memberId')),
          isNull(liveHosts.leftAt),
        ),
      ),
  );
  return (await query({ threadId, memberId })).length > 0;
}

/** Those that everybody may read, in the order in which they were written. */
export function momentsOf(reader: Reader, threadId: number) {
  const { liveMoments, posts, members } = reader.t;
  return reader
    .select({ uid: posts.uid, html: posts.html, createdAt: posts.createdAt, author: members.name, why: liveMoments.why })
    .from(liveMoments)
    .innerJoin(posts, eq(posts.id, liveMoments.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .where(and(eq(liveMoments.threadId, threadId), eq(posts.state, 'published')))
    .orderBy(asc(posts.createdAt), asc(posts.id));
}

/** On the home: more is a channel list. */
const MOST_ON_AIR = 3;

/** What is on air now, and is found by everybody; the liveliest first. Index: threads_state. */
export function onAir(reader: Reader, siteId: number, now: Date) {
  const { threads, lives, articles } = reader.t;
  return reader
    .select({ uid: threads.uid, title: sql<string>`coalesce(${threads.title}, ${articles.title}, '')`, count: threads.count })
    .from(threads)
    .innerJoin(lives, eq(lives.threadId, threads.id))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(threads.siteId, siteId),
        eq(threads.kind, 'live'),
        isNull(threads.closedAt),
        or(isNull(lives.startsAt), lte(lives.startsAt, now)),
        isVisibleThread(reader, now),
      ),
    )
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(MOST_ON_AIR);
}

/** Of an event, what is or was live of it, the latest first. Index: lives_meeting. */
export function livesOf(reader: Reader, meetingId: number, now: Date) {
  const { threads, lives } = reader.t;
  return reader
    .select({ uid: threads.uid, title: threads.title, closedAt: threads.closedAt, startsAt: lives.startsAt })
    .from(lives)
    .innerJoin(threads, eq(threads.id, lives.threadId))
    .where(and(eq(lives.meetingId, meetingId), isVisibleThread(reader, now)))
    .orderBy(desc(threads.id));
}

/** In the transaction that takes a post from readers or moves it: it stands above no flow any more, and is among no best moments. Resolves with whether it was. */
export async function forgetMoment(tx: Writer, postId: number): Promise<boolean> {
  const { lives, liveMoments } = tx.t;
  const gone = await tx.delete(liveMoments).where(eq(liveMoments.postId, postId)).returning({ threadId: liveMoments.threadId });
  for (const { threadId } of gone)
    await tx
      .update(lives)
      .set({ pinnedId: null })
      .where(and(eq(lives.threadId, threadId), eq(lives.pinnedId, postId)));
  return gone.length > 0;
}

/** The same for all that went elsewhere. */
export async function forgetGone(tx: Writer, threadId: number) {
  const { liveMoments, posts } = tx.t;
  const gone = await tx
    .select({ id: posts.id })
    .from(liveMoments)
    .innerJoin(posts, eq(posts.id, liveMoments.postId))
    .where(and(eq(liveMoments.threadId, threadId), ne(posts.threadId, threadId)));
  for (const { id } of gone) await forgetMoment(tx, id);
}

/** What the newsroom featured there, and what readers reacted to most; ids with how much. Index: posts_flat. */
export function standingOut(reader: Reader, threadId: number, openingId: number | null) {
  const { posts } = reader.t;
  return reader
    .select({ id: posts.id, featuredAt: posts.featuredAt, reactions: posts.reactions })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, threadId),
        eq(posts.state, 'published'),
        sql`${posts.id} <> ${openingId ?? 0}`,
        or(isNotNull(posts.featuredAt), isNotNull(posts.reactions)),
      ),
    );
}
