import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { PollDetails } from '../polls/input.ts';
import { insertPoll, type AskedTo } from '../polls/insert-poll.ts';
import { optionsOf, pollsIn } from '../polls/queries.ts';
import type { Thread } from '../threads/queries.ts';
import type { Role } from '../threads/wire.ts';
import { dice } from './dice.ts';
import { typeset } from './typeset.ts';

/** Asked by somebody of the newsroom, to be voted in for some days more; how many voted for each option so far. */
export type DemoPoll = Pick<PollDetails, 'secret' | 'shows'> & {
  by: string;
  question: string;
  votes: [string, number][];
  endsInDays: number;
};

/** `to`: a segment, of members of that role alone. */
type Asked = { thread: Pick<Thread, 'id' | 'siteId'>; members: Map<string, Member>; poll: DemoPoll; to?: AskedTo & { role: Role } };

const ALL: NonNullable<Asked['to']> = { audience: 'members', filter: null, segment: null, role: 'member' };

/** Those whose links the demonstration prints still have their vote. */
const UNDECIDED = ['lucie', 'odile'];

export async function addPoll({ db, newId, now }: Deps, { thread, members, poll, to = ALL }: Asked) {
  const { by, question, votes, endsInDays, secret, shows } = poll;
  const closesAt = new Date(now().getTime() + endsInDays * 86_400_000);
  const readers = [...members].flatMap(([key, { id, role }]) => (role === to.role && !UNDECIDED.includes(key) ? id : []));
  const throws = dice(1958);
  const crowd = readers.toSorted(() => throws.next() - 0.5);
  await db.write(async (tx) => {
    const { polls, pollOptions, pollVoters, pollVotes } = tx.t;
    const asked = { uid: newId(), question: typeset(question), byId: members.get(by)!.id, choices: 1, secret, shows, closesAt };
    const { audience, filter, segment } = to;
    await insertPoll(tx, thread, { ...asked, audience, filter, segment, options: votes.map(([option]) => typeset(option)) }, now());
    const { id: pollId, siteId } = (await pollsIn(tx, thread.id)).at(-1)!;
    const options = await optionsOf(tx, [pollId]);
    for (const [i, [, n]] of votes.entries()) {
      const optionId = options[i]!.id;
      const voters = crowd.splice(0, n).map((memberId) => ({ siteId, pollId, memberId }));
      await tx.insert(pollVoters).values(voters);
      if (!secret) await tx.insert(pollVotes).values(voters.map((one) => ({ ...one, optionId, at: now() })));
      await tx.update(pollOptions).set({ votes: n }).where(eq(pollOptions.id, optionId));
    }
    const all = votes.reduce((sum, [, n]) => sum + n, 0);
    await tx.update(polls).set({ voters: all }).where(eq(polls.id, pollId));
  });
}
