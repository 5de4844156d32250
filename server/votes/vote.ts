import { and, eq, sql } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { asSpeaker } from '../invitations/invited.ts';
import { noteVotes } from '../ideas/insert-idea.ts';
import { isSettled } from '../ideas/states.ts';
import { findIdeaOf } from '../ideas/queries.ts';
import { isOwn } from '../posts/policy.ts';
import { postIn, type PostIn, type PostRow } from '../posts/queries.ts';
import { tellPostSoon } from '../reactions/tell-reactions.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { kinds } from '../threads/kinds.ts';
import { refusalToPost, rulesOf } from '../threads/policy.ts';
import { findThreadPlace, threadIn, type Place, type Thread } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { siteUrl } from '../sites/url.ts';
import { votesFor } from './queries.ts';
import type { VoteWire } from './wire.ts';

export type Voted = { post: Pick<PostRow, 'id' | 'uid' | 'authorId' | 'handId'>; place: Place & { thread: Thread }; on: boolean };

/**
 * Says that one wants a question answered, or supports an idea, or no longer; twice is once. On an idea that went into another
 * one, it goes there, and says so. Refuses `not_found` for what readers do not vote for, or what is no longer public;
 * `forbidden` for one's own, `vote_unproved` to guests and while one's address is not proved: a vote is a person's;
 * `votes_closed` once an idea is done or declined; whatever keeps somebody from writing there, the end included. A vote can
 * be taken back at any time.
 */
export async function vote(deps: Deps, actor: Actor, { on, ...given }: Voted): Promise<VoteWire> {
  const { member, session } = actor;
  const { post, place, movedTo } = await whereVotesGo(deps, given);
  if (isOwn(post, member)) throw new Refusal('forbidden');
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  const at = deps.now();
  await deps.limit('react', `member ${member.id}`);
  await refuseIfSilenced(deps.db.read, member.id, at);
  const voted = await deps.db.write(
    async (tx) => {
      const thread = await threadIn(tx, place.thread.id);
      // It went into another one just now.
      if (thread.mergedIntoId !== null) return null;
      if (on && kinds[thread.kind].votes === 'opening' && isSettled(thread)) throw new Refusal('votes_closed');
      if (!isVotedFor(thread, await postIn(tx, post.id))) throw new Refusal('not_found');
      const speaker = await asSpeaker(tx, { member, thread, now: at });
      const refusal = on && refusalToPost(rulesOf({ ...place, thread }, at), speaker, at);
      if (refusal) throw new Refusal(refusal);
      await setVote(tx, { siteId: member.siteId, postId: post.id, memberId: member.id }, on, at);
      return votesFor(tx, post.id, member.id);
    },
    { lock: place.name },
  );
  if (!voted) return vote(deps, actor, { post, place: (await findThreadPlace(deps.db.read, place.thread.id))!, on });
  return { ...voted, ...(movedTo && { movedTo }) };
}

type Goes = Pick<Voted, 'post' | 'place'> & { movedTo?: VoteWire['movedTo'] };

/** What was an idea of its own stands in the one that it went into: support for it is support for that. */
export async function whereVotesGo({ db, config }: Deps, { post, place }: Pick<Voted, 'post' | 'place'>): Promise<Goes> {
  const idea = post.id === place.thread.openingId ? null : await findIdeaOf(db.read, post.id);
  const to = idea?.mergedIntoId ? await findThreadPlace(db.read, idea.mergedIntoId) : null;
  const opening = to?.thread.openingId ? await postIn(db.read, to.thread.openingId) : null;
  if (!to || !opening) return { post, place };
  return { post: opening, place: to, movedTo: { title: to.thread.title!, url: siteUrl(config, to.site) + threadPath(to.thread) } };
}

/** A question that readers say they want answered, or an idea that they support. */
export const isVotedFor = ({ id, kind, openingId }: Thread, post: Pick<PostIn, 'id' | 'state' | 'parentId' | 'threadId'> | null): boolean =>
  kinds[kind].votes !== null &&
  post?.state === 'published' &&
  post.parentId === null &&
  post.threadId === id &&
  (post.id === openingId) === (kinds[kind].votes === 'opening');

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
  await noteVotes(tx, row.postId);
  await tellPostSoon(tx, row, at);
}
