import { and, eq, inArray, sql } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { canFind, rulesOf } from '../threads/policy.ts';
import type { Place, Thread } from '../threads/queries.ts';
import { isOver, presentOwnPoll, presentPoll } from './present.ts';
import { tellPollSoon } from './insert-poll.ts';
import { isAsked, optionsOf, pollIn, votedIn, type PollRow } from './queries.ts';
import type { PollVotedWire } from './wire.ts';

type Vote = { poll: PollRow; place: Place & { thread: Thread }; options: number[] };

/**
 * One vote a member. A public one can be changed until the end; a secret one cannot, since nobody knows which it was.
 * Refuses `not_found`, `vote_unproved` to guests and while one's address is not proved, `subscribers_only`, `banned` and
 * `suspended`, `poll_not_asked` to whom it is not for; `poll_closed` with `until` once it has ended, `poll_voted` for a second secret vote; `invalid` for options
 * that are not its own (they may have been mended meanwhile), for none and for too many.
 */
export async function votePoll(deps: Deps, { member, session }: Actor, { poll: known, place, options }: Vote): Promise<PollVotedWire> {
  const at = deps.now();
  if (!canFind(place.thread, member, at)) throw new Refusal('not_found');
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  const among = known.audience === 'subscribers' || rulesOf(place, at).audience === 'subscribers';
  if (among && member.role === 'member') throw new Refusal('subscribers_only');
  await deps.limit('react', `member ${member.id}`);
  await refuseIfSilenced(deps.db.read, member.id, at);
  return deps.db.write(
    async (tx) => {
      const poll = await pollIn(tx, known.id);
      if (!poll) throw new Refusal('not_found');
      if (isOver(poll, at)) throw new Refusal('poll_closed', { until: poll.closesAt! });
      if (!(await isAsked(tx, { site: place.site, memberId: member.id, poll }, at))) throw new Refusal('poll_not_asked');
      const chosen = await chosenIn(tx, poll, options);
      await (poll.secret ? voteSecretly : votePublicly)(tx, { poll, memberId: member.id, chosen, at });
      await tellPollSoon(tx, poll, at);
      const now = (await pollIn(tx, poll.id))!;
      const all = await optionsOf(tx, [poll.id]);
      const voted = (await votedIn(tx, member.id, [poll.id])).get(poll.id)!;
      return { poll: presentPoll(now, all, at), own: presentOwnPoll(now, all, { voted, now: at }) };
    },
    { lock: `poll:${known.uid}` },
  );
}

async function chosenIn(tx: Writer, poll: PollRow, options: number[]): Promise<number[]> {
  const chosen = [...new Set(options)];
  const known = new Set((await optionsOf(tx, [poll.id])).map(({ id }) => id));
  if (chosen.some((id) => !known.has(id))) throw new Refusal('invalid', { fields: { options: ['field.poll_mended'] } });
  if (chosen.length > poll.choices) throw new Refusal('invalid', { fields: { options: ['field.too_many', { max: poll.choices }] } });
  return chosen;
}

type Cast = { poll: PollRow; memberId: number; chosen: number[]; at: Date };

/** That they voted, and a tally: no row, date or number joins the two. */
async function voteSecretly(tx: Writer, { poll, memberId, chosen }: Cast) {
  if (!(await enter(tx, poll, memberId))) throw new Refusal('poll_voted');
  const { pollOptions } = tx.t;
  // All of them are written anew: which row the last transaction touched would tell the last voter's choice.
  await tx
    .update(pollOptions)
    .set({ votes: sql`${pollOptions.votes} + case when ${inArray(pollOptions.id, chosen)} then 1 else 0 end` })
    .where(eq(pollOptions.pollId, poll.id));
}

async function votePublicly(tx: Writer, { poll, memberId, chosen, at }: Cast) {
  const { pollVotes, pollOptions } = tx.t;
  await enter(tx, poll, memberId);
  await tx.delete(pollVotes).where(and(eq(pollVotes.pollId, poll.id), eq(pollVotes.memberId, memberId)));
  await tx.insert(pollVotes).values(chosen.map((optionId) => ({ siteId: poll.siteId, pollId: poll.id, optionId, memberId, at })));
  const counted = tx
    .select({ n: sql`count(*)` })
    .from(pollVotes)
    .where(eq(pollVotes.optionId, pollOptions.id));
  await tx
    .update(pollOptions)
    .set({ votes: sql`(${counted})` })
    .where(eq(pollOptions.pollId, poll.id));
}

/** Whether this is their first vote here. */
async function enter(tx: Writer, { id: pollId, siteId }: PollRow, memberId: number): Promise<boolean> {
  const { pollVoters, polls } = tx.t;
  const entered = await tx
    .insert(pollVoters)
    .values({ siteId, pollId, memberId })
    .onConflictDoNothing()
    .returning({ pollId: pollVoters.pollId });
  if (entered.length === 0) return false;
  await tx
    .update(polls)
    .set({ voters: sql`${polls.voters} + 1` })
    .where(eq(polls.id, pollId));
  return true;
}
