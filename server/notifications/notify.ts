import { and, desc, eq, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Verdict } from '../cases/wire.ts';
import { silentAbout } from '../follows/silent.ts';
import { calledBy } from '../mentions/called-by.ts';
import { personOf } from '../posts/policy.ts';
import type { PostIn } from '../posts/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import { countOf } from './compose.ts';
import { dateIn } from '../time/wall-time.ts';
import { gatherIn, insertNotice } from './insert-notice.ts';

/**
 * In the transaction that publishes it, or changes what is public: whoever it answers, and whom it calls, is told, once,
 * however often it goes and comes back. Not of one's own replies, nor of those by somebody one ignores, nor under what one
 * has taken back; nor where one wants silence. Who follows it is told after (follows/tell-followers.ts).
 */
export async function tellOfPublication(tx: Writer, post: PostIn, at: Date) {
  const { siteId, id: postId } = post;
  const answered = await listenerOf(tx, post);
  const reply = { memberId: answered!, kind: 'reply' as const, gather: gatherIn('reply', post.threadId) };
  const told = [...(answered === null ? [] : [reply]), ...(await calledBy(tx, post, at))];
  const silent = await silentAbout(
    tx,
    post,
    told.map(({ memberId }) => memberId),
  );
  // Of several reasons the first is told: the others name the same event.
  for (const one of told) if (!silent.has(one.memberId)) await insertNotice(tx, { ...one, siteId, postId, event: postId }, at);
}

/** In the transaction that decides. A refusal's mail is its statement of reasons (cases/mails.ts): none other follows. */
export async function tellOfDecision(
  tx: Writer,
  { decisionId, post, by, verdict }: { decisionId: number; post: PostIn; by: number | null; verdict: Verdict },
  at: Date,
) {
  if (by === personOf(post)) return;
  const kind = verdict === 'approve' && (await isFirst(tx, post)) ? ('welcomed' as const) : ('decision' as const);
  const notice = { siteId: post.siteId, memberId: personOf(post), kind, postId: post.id, event: decisionId };
  await insertNotice(tx, { ...notice, mailedAt: verdict === 'approve' || verdict === 'restore' ? null : at }, at);
}

/** Nothing else of theirs is public: whoever waited for it reads that they are welcome. */
async function isFirst(tx: Writer, { authorId }: PostIn): Promise<boolean> {
  const { members } = tx.t;
  const [author] = await tx.select({ role: members.role, postCount: members.postCount }).from(members).where(eq(members.id, authorId));
  return author!.postCount === 1 && !isNewsroom(author!) && author!.role !== 'expert';
}

/** Its author, once a day however many react: how many, they read in the page. */
export async function tellOfReactions(tx: Writer, post: PostIn, { timeZone, at }: { timeZone: string; at: Date }) {
  const [author] = await tx
    .select({ accountId: tx.t.members.accountId, reactions: tx.t.posts.reactions })
    .from(tx.t.posts)
    .innerJoin(tx.t.members, eq(tx.t.members.id, tx.t.posts.authorId))
    .where(eq(tx.t.posts.id, post.id));
  if (author!.accountId === null || countOf(author!) === 0) return;
  if ((await silentAbout(tx, post, [post.authorId])).size > 0) return;
  const { siteId, authorId: memberId, id: postId } = post;
  const kind = 'reactions' as const;
  const gather = gatherIn(kind, postId);
  await insertNotice(tx, { siteId, memberId, kind, postId, gather, event: `${postId}:${dateIn(at, timeZone)}` }, at);
}

/** It stands in another thread from now on; who moved their own knows. */
export async function tellOfMove(tx: Writer, { post, by, to }: { post: PostIn; by: number; to: number }, at: Date) {
  if (by === personOf(post)) return;
  const notice = { siteId: post.siteId, memberId: personOf(post), kind: 'moved' as const, postId: post.id };
  await insertNotice(tx, { ...notice, event: `${post.id}:${to}` }, at);
}

/**
 * What somebody wanted to be reminded of, and whoever of the newsroom opened it: by its latest post, since a thread has an
 * address of its own only in its posts.
 */
export async function tellOfReminder(
  tx: Writer,
  { threadId, timerId, memberId, siteId }: { siteId: number; memberId: number; threadId: number; timerId: number },
  at: Date,
) {
  const { posts, threads, members } = tx.t;
  const [opener] = await tx
    .select({ id: members.id, role: members.role })
    .from(threads)
    .innerJoin(members, eq(members.id, threads.authorId))
    .where(eq(threads.id, threadId));
  const told = new Set([memberId, ...(opener && isNewsroom(opener) ? [opener.id] : [])]);
  const [post] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.threadId, threadId)).orderBy(desc(posts.createdAt)).limit(1);
  if (!post) return;
  for (const one of told) await insertNotice(tx, { siteId, memberId: one, kind: 'reminder', postId: post.id, event: timerId }, at);
}

/** A case was brought before the managers. */
export async function tellOfEscalation(
  tx: Writer,
  { noteId, ...to }: { siteId: number; memberId: number; postId: number; noteId: number },
  at: Date,
) {
  await insertNotice(tx, { ...to, kind: 'escalated', event: noteId }, at);
}

type Answer = Pick<PostIn, 'id' | 'siteId' | 'threadId' | 'authorId' | 'handId' | 'parentId'>;

async function listenerOf(tx: Writer, post: Answer): Promise<number | null> {
  const answeredId = post.parentId ?? (await openingOf(tx, post.threadId));
  if (answeredId === null || answeredId === post.id) return null;
  const { posts, members, ignores } = tx.t;
  // Whose hand wrote it, where it was said in a voice of the newsroom.
  const person = sql`coalesce(${posts.handId}, ${posts.authorId})`;
  const ignored = tx
    .select({ one: sql`1` })
    .from(ignores)
    .where(and(eq(ignores.memberId, members.id), eq(ignores.ignoredId, post.authorId)));
  const [row] = await tx
    .select({ id: members.id })
    .from(posts)
    .innerJoin(members, and(eq(members.id, person), isNotNull(members.accountId)))
    .where(and(eq(posts.id, answeredId), eq(posts.state, 'published'), ne(members.id, personOf(post)), notExists(ignored)));
  return row?.id ?? null;
}

/** A root answers what its thread opens with. */
async function openingOf(tx: Writer, threadId: number): Promise<number | null> {
  const { threads } = tx.t;
  const [thread] = await tx.select({ openingId: threads.openingId }).from(threads).where(eq(threads.id, threadId));
  return thread?.openingId ?? null;
}
