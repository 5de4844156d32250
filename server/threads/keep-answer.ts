import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { noteKeptAnswer } from '../inbox/feed.ts';
import { postIn } from '../posts/queries.ts';
import { canKeepAnswer } from './policy.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';

type Answered = { place: Place & { thread: Thread }; postId: number };

/**
 * The answer that helped, chosen by whoever asked or by the newsroom: shown first, in place of one chosen before. Twice is
 * once. Refuses `forbidden` to others and where no answer is kept, `not_found` where it is not public.
 */
export const keepAnswer = (deps: Deps, actor: Pick<Actor, 'member'>, answered: Answered) =>
  change(deps, actor, answered, async (tx, { id, openingId }) => {
    const post = await postIn(tx, answered.postId);
    if (post?.state !== 'published' || post.threadId !== id || post.id === openingId) throw new Refusal('not_found');
    return post.id;
  });

/** The question is open again. */
export const letAnswerGo = (deps: Deps, actor: Pick<Actor, 'member'>, answered: Answered) =>
  change(deps, actor, answered, async (_, { acceptedId }) => (acceptedId === answered.postId ? null : acceptedId));

async function change(
  { db, bus, now }: Deps,
  { member }: Pick<Actor, 'member'>,
  { place }: Answered,
  choose: (tx: Writer, thread: Thread) => Promise<number | null>,
) {
  const at = now();
  const threadId = place.thread.id;
  const seqs = await db.write(
    async (tx) => {
      const thread = await threadIn(tx, threadId);
      if (!canKeepAnswer(thread, member)) throw new Refusal('forbidden');
      const { acceptedId: before } = thread;
      const acceptedId = await choose(tx, thread);
      if (acceptedId === before) return [];
      await setAnswer(tx, { threadId, acceptedId, byId: member.id });
      await noteKeptAnswer(tx, thread, { before, after: acceptedId }, at);
      const changed = [before, acceptedId].filter((id) => id !== null);
      const told: number[] = [];
      for (const postId of changed) told.push(await appendChange(tx, { threadId, kind: 'post.edited', postId, count: 0, at }));
      return told;
    },
    { lock: place.name },
  );
  for (const seq of seqs) bus.emit('thread.changed', { threadId, place: place.name, seq, kind: 'post.edited' });
}

type Kept = { threadId: number; acceptedId: number | null; byId: number };

const setAnswer = (tx: Writer, { threadId, acceptedId, byId }: Kept) =>
  tx
    .update(tx.t.threads)
    .set({ acceptedId, acceptedById: acceptedId === null ? null : byId, state: acceptedId === null ? 'open' : 'answered' })
    .where(eq(tx.t.threads.id, threadId));

/** In the transaction that takes a post from readers: a question whose answer it was is open again. */
export async function forgetAnswer(tx: Writer, { id, threadId }: { id: number; threadId: number }) {
  const { threads } = tx.t;
  await tx
    .update(threads)
    .set({ acceptedId: null, acceptedById: null, state: 'open' })
    .where(and(eq(threads.id, threadId), eq(threads.acceptedId, id)));
}
