import { and, eq, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Verdict } from '../cases/wire.ts';
import { addToOutbox } from '../events/outbox.ts';
import { uuidv7 } from '../ids.ts';
import type { PostIn } from '../posts/queries.ts';
import type { NoticeKind } from './schema.ts';

/**
 * In the transaction that publishes it: whoever it answers is told, once, however often it goes and comes back. Not of
 * one's own replies, nor of those by somebody one ignores, nor under what one has taken back.
 */
export async function tellOfReply(tx: Writer, post: Pick<PostIn, 'id' | 'siteId' | 'authorId' | 'parentId'>, at: Date) {
  const memberId = await listenerOf(tx, post);
  if (memberId !== null) await insertNotice(tx, { siteId: post.siteId, memberId, kind: 'reply', postId: post.id, event: post.id }, at);
}

/** In the transaction that decides. A refusal's mail is its statement of reasons (cases/mails.ts): none other follows. */
export async function tellOfDecision(
  tx: Writer,
  { decisionId, post, by, verdict }: { decisionId: number; post: PostIn; by: number | null; verdict: Verdict },
  at: Date,
) {
  if (by === post.authorId) return;
  const notice = { siteId: post.siteId, memberId: post.authorId, kind: 'decision' as const, postId: post.id, event: decisionId };
  await insertNotice(tx, { ...notice, mailedAt: verdict === 'approve' || verdict === 'restore' ? null : at }, at);
}

/** A case was brought before the managers. */
export async function tellOfEscalation(
  tx: Writer,
  { noteId, ...to }: { siteId: number; memberId: number; postId: number; noteId: number },
  at: Date,
) {
  await insertNotice(tx, { ...to, kind: 'escalated', event: noteId }, at);
}

async function listenerOf(tx: Writer, post: Pick<PostIn, 'authorId' | 'parentId'>): Promise<number | null> {
  if (post.parentId === null) return null;
  const { posts, members, ignores } = tx.t;
  const ignored = tx
    .select({ one: sql`1` })
    .from(ignores)
    .where(and(eq(ignores.memberId, posts.authorId), eq(ignores.ignoredId, post.authorId)));
  const [row] = await tx
    .select({ id: members.id })
    .from(posts)
    .innerJoin(members, and(eq(members.id, posts.authorId), isNotNull(members.accountId)))
    .where(and(eq(posts.id, post.parentId), eq(posts.state, 'published'), ne(posts.authorId, post.authorId), notExists(ignored)));
  return row?.id ?? null;
}

export type NewNotice = { siteId: number; memberId: number; kind: NoticeKind; postId: number; event: number; mailedAt?: Date | null };

export async function insertNotice(tx: Writer, { event, ...row }: NewNotice, at: Date) {
  const { notifications } = tx.t;
  const made = await tx
    .insert(notifications)
    .values({ ...row, uid: uuidv7(at.getTime()), key: `${row.kind}:${event}`, createdAt: at })
    .onConflictDoNothing({ target: [notifications.memberId, notifications.key] })
    .returning({ id: notifications.id });
  if (made.length > 0) await addToOutbox(tx, { kind: 'notice', siteId: row.siteId, data: { memberId: row.memberId } }, at);
}
