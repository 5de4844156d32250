import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { membersWho } from '../segments/filter.ts';
import type { Site } from '../sites/queries.ts';
import type { Place, Thread } from '../threads/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';

const columns = ({ polls }: Reader['t']) => ({
  id: polls.id,
  uid: polls.uid,
  siteId: polls.siteId,
  threadId: polls.threadId,
  question: polls.question,
  choices: polls.choices,
  secret: polls.secret,
  shows: polls.shows,
  audience: polls.audience,
  filter: polls.filter,
  segment: polls.segment,
  closesAt: polls.closesAt,
  voters: polls.voters,
  byId: polls.byId,
});

/** A thread's, in the order they were added. Of nearly all threads, none: asked at each reading. Index: polls_thread. */
export async function pollsIn(reader: Reader, threadId: number) {
  const query = preparedRows(reader, 'polls of a thread', () =>
    reader
      .select(columns(reader.t))
      .from(reader.t.polls)
      .where(eq(reader.t.polls.threadId, sql.placeholder('threadId')))
      .orderBy(asc(reader.t.polls.id)),
  );
  return query({ threadId });
}
export type PollRow = Awaited<ReturnType<typeof pollsIn>>[number];

export async function pollIn(reader: Reader, id: number | string): Promise<PollRow | null> {
  const { polls } = reader.t;
  const [row] = await reader
    .select(columns(reader.t))
    .from(polls)
    .where(typeof id === 'string' ? eq(polls.uid, id) : eq(polls.id, id));
  return row ?? null;
}

export async function findPoll(reader: Reader, uid: string): Promise<{ poll: PollRow; place: Place & { thread: Thread } } | null> {
  const poll = await pollIn(reader, uid);
  return poll && { poll, place: (await findThreadPlace(reader, poll.threadId))! };
}

/** In their order. */
export function optionsOf(reader: Reader, pollIds: number[]) {
  const { pollOptions } = reader.t;
  return reader
    .select({ id: pollOptions.id, pollId: pollOptions.pollId, text: pollOptions.text, votes: pollOptions.votes })
    .from(pollOptions)
    .where(inArray(pollOptions.pollId, pollIds))
    .orderBy(asc(pollOptions.pollId), asc(pollOptions.position));
}
export type OptionRow = Awaited<ReturnType<typeof optionsOf>>[number];

/** In which of these somebody has voted, and for what where that is public. */
export async function votedIn(reader: Reader, memberId: number, pollIds: number[]): Promise<Map<number, number[]>> {
  const { pollVoters, pollVotes } = reader.t;
  const voted = await reader
    .select({ pollId: pollVoters.pollId })
    .from(pollVoters)
    .where(and(inArray(pollVoters.pollId, pollIds), eq(pollVoters.memberId, memberId)));
  const named = await reader
    .select({ pollId: pollVotes.pollId, optionId: pollVotes.optionId })
    .from(pollVotes)
    .where(and(inArray(pollVotes.pollId, pollIds), eq(pollVotes.memberId, memberId)));
  return new Map(voted.map(({ pollId }) => [pollId, named.filter((one) => one.pollId === pollId).map(({ optionId }) => optionId)]));
}

/** Whether it is for somebody: of a segment's, who is in it now, or has voted already. */
export async function isAsked(
  reader: Reader,
  { site, memberId, poll }: { site: Pick<Site, 'id' | 'timeZone'>; memberId: number; poll: Pick<PollRow, 'id' | 'filter'> },
  now: Date,
): Promise<boolean> {
  if (!poll.filter || (await votedIn(reader, memberId, [poll.id])).has(poll.id)) return true;
  const { members } = reader.t;
  return (await reader.$count(members, and(eq(members.id, memberId), await membersWho(reader, site, poll.filter, now)))) > 0;
}

/** Names listed beside each option of a public poll: a page's worth. */
const NAMES = 200;

/** Who voted for an option of a public poll, the latest first; a name that left is null. */
export function namesFor(reader: Reader, optionId: number) {
  const { pollVotes, members } = reader.t;
  return reader
    .select({ uid: members.uid, name: members.name })
    .from(pollVotes)
    .leftJoin(members, eq(members.id, pollVotes.memberId))
    .where(eq(pollVotes.optionId, optionId))
    .orderBy(sql`${pollVotes.id} desc`)
    .limit(NAMES);
}
