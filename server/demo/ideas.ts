import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { insertIdea, noteVotes } from '../ideas/insert-idea.ts';
import type { IdeaState } from '../ideas/wire.ts';
import type { Thread } from '../threads/queries.ts';
import { dice } from './dice.ts';

/** How far it is, by the newsroom's word (the key of a post), and how many support it. */
export type DemoIdea = { state: IdeaState; word?: string; votes: number };

type Proposed = { thread: Thread; members: Map<string, Member>; idea: DemoIdea; ids: Map<string, number>; opening: string };

/** Who supports it is anybody: readers, by the dice, never whoever proposed it. */
export async function settleIdea({ db, now }: Deps, { thread, members, idea, ids, opening }: Proposed) {
  const throws = dice(2311);
  const postId = ids.get(opening)!;
  const readers = [...members.values()].filter(({ id, role }) => id !== thread.authorId && (role === 'member' || role === 'subscriber'));
  const rows = readers
    .toSorted(() => throws.next() - 0.5)
    .slice(0, idea.votes)
    .map(({ id: memberId }) => ({ siteId: thread.siteId, postId, memberId, at: now() }));
  await db.write(async (tx) => {
    const { threads, posts, votes } = tx.t;
    await insertIdea(tx, { ...thread, openingId: postId });
    await tx.insert(votes).values(rows);
    await tx.update(posts).set({ votes: rows.length }).where(eq(posts.id, postId));
    await noteVotes(tx, postId);
    const officialId = idea.word ? ids.get(idea.word)! : null;
    await tx.update(threads).set({ state: idea.state, officialId }).where(eq(threads.id, thread.id));
  });
}
