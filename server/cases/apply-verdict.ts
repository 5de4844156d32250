import { eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { PostIn } from '../posts/queries.ts';
import { publish, putBack, settle, takeDown } from '../posts/transitions.ts';
import type { State } from '../posts/schema.ts';
import type { ChangeWire } from '../threads/wire.ts';
import { liftRestrictions } from './restrict.ts';
import type { Verdict } from './wire.ts';

export type Change = { seq: number; kind: ChangeWire['kind'] } | null;

/** What a verdict makes of its post. Open pages follow at once; people are told later. */
export async function applyVerdict(tx: Writer, post: PostIn, verdict: Verdict, at: Date): Promise<Change> {
  if (verdict === 'none') return null;
  await liftRestrictions(tx, { postId: post.id }, at);
  if (verdict === 'approve' || verdict === 'take_out')
    await tx.update(tx.t.posts).set({ approvedRevision: post.revision }).where(eq(tx.t.posts.id, post.id));
  if (verdict === 'reject') await countRejected(tx, post.authorId, 1);
  if (verdict === 'restore' && isRefused(post)) await countRejected(tx, post.authorId, -1);
  if (verdict === 'approve' || verdict === 'restore' || verdict === 'take_out') return allow(tx, post, at);
  return verdict === 'reject' ? refuse(tx, post, at) : hide(tx, post, at);
}

/** Makes of a post what it was before a decision, which nobody had been told of. */
export async function revertPost(tx: Writer, post: PostIn, to: State, at: Date): Promise<Change> {
  if (post.state === to) return null;
  if (to === 'published') return { seq: await publish(tx, post, at, 'later'), kind: 'post.published' };
  if (post.state === 'published') {
    const seq = await takeDown(tx, post, to === 'held' ? 'held' : 'removed', at, 'later');
    return { seq, kind: 'post.removed' };
  }
  if (to === 'held') await putBack(tx, post);
  return null;
}

export async function countRejected(tx: Writer, memberId: number, by: 1 | -1) {
  const { members } = tx.t;
  await tx
    .update(members)
    .set({ rejectedCount: sql`${members.rejectedCount} + ${by}` })
    .where(eq(members.id, memberId));
}

export const isRefused = ({ state }: Pick<PostIn, 'state'>) => state === 'rejected' || state === 'removed';

async function allow(tx: Writer, post: PostIn, at: Date): Promise<Change> {
  if (post.state === 'published' || post.state === 'deleted' || !(await isConfirmed(tx, post.authorId))) return null;
  return { seq: await publish(tx, post, at, 'later'), kind: 'post.published' };
}

async function refuse(tx: Writer, post: PostIn, at: Date): Promise<Change> {
  if (post.state === 'published') return { seq: await takeDown(tx, post, 'removed', at, 'later'), kind: 'post.removed' };
  if (post.state === 'held') await settle(tx, post, 'rejected', at, 'later');
  return null;
}

async function hide(tx: Writer, post: PostIn, at: Date): Promise<Change> {
  return post.state === 'published' ? { seq: await takeDown(tx, post, 'held', at, 'later'), kind: 'post.removed' } : null;
}

/** What is approved from an unproved address waits for its proof, without a case. */
async function isConfirmed(tx: Writer, memberId: number): Promise<boolean> {
  const { members, accounts } = tx.t;
  const [row] = await tx
    .select({ accountId: members.accountId, confirmed: accounts.emailConfirmedAt })
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.id, memberId));
  return row!.accountId === null || row!.confirmed !== null;
}
