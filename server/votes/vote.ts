import { and, eq, sql } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { asSpeaker } from '../invitations/invited.ts';
import { isOwn } from '../posts/policy.ts';
import { postIn, type PostIn, type PostRow } from '../posts/queries.ts';
import { tellPostSoon } from '../reactions/tell-reactions.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { kinds } from '../threads/kinds.ts';
import { refusalToPost, rulesOf } from '../threads/policy.ts';
import { threadIn, type Place, type Thread } from '../threads/queries.ts';
import { votesFor } from './queries.ts';
import type { VoteWire } from './wire.ts';

export type Voted = { post: Pick<PostRow, 'id' | 'authorId'>; place: Place & { thread: Thread }; on: boolean };

/**
 * Says that one wants a question answered, or no longer; twice is once. Refuses `not_found` for what is no question that
 * readers vote for, or no longer public; `forbidden` for one's own, `vote_unproved` to guests and while one's address is not proved: a
 * vote is a person's; whatever keeps somebody from asking there, the end included. A vote can be taken back at any time.
 */
export async function vote(deps: Deps, { member, session }: Actor, { post, place, on }: Voted): Promise<VoteWire> {
  if (isOwn(post, member)) throw new Refusal('forbidden');
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  const at = deps.now();
  await deps.limit('react', `member ${member.id}`);
  await refuseIfSilenced(deps.db.read, member.id, at);
  return deps.db.write(
    async (tx) => {
      const thread = await threadIn(tx, place.thread.id);
      if (!isVotedFor(thread, await postIn(tx, post.id))) throw new Refusal('not_found');
      const speaker = await asSpeaker(tx, { member, thread, now: at });
      const refusal = on && refusalToPost(rulesOf({ ...place, thread }, at), speaker, at);
      if (refusal) throw new Refusal(refusal);
      await setVote(tx, { siteId: member.siteId, postId: post.id, memberId: member.id }, on, at);
      return votesFor(tx, post.id, member.id);
    },
    { lock: place.name },
  );
}

/** A question that readers say they want answered. */
export const isVotedFor = ({ id, kind, openingId }: Thread, post: Pick<PostIn, 'id' | 'state' | 'parentId' | 'threadId'> | null): boolean =>
  kinds[kind].votes && post?.state === 'published' && post.parentId === null && post.threadId === id && post.id !== openingId;

type Row = { siteId: number; postId: number; memberId: number };

/** The row and the count it stands for, and that others are to hear of it. Under the thread's lock. */
export async function setVote(tx: Writer, row: Row, on: boolean, at: Date) {
  const { votes, posts } = tx.t;
  const changed = on
    ? await tx
        .insert(votes)
        .values({ ...row, at })
        .onConflictDoNothing({ target: [votes.postId, votes.memberId] })
        .returning({ postId: votes.postId })
    : await tx
        .delete(votes)
        .where(and(eq(votes.postId, row.postId), eq(votes.memberId, row.memberId)))
        .returning({ postId: votes.postId });
  if (changed.length === 0) return;
  await tx
    .update(posts)
    .set({ votes: sql`${posts.votes} + ${on ? 1 : -1}` })
    .where(eq(posts.id, row.postId));
  await tellPostSoon(tx, row, at);
}
