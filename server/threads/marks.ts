// What the newsroom says of a thread: which answer is its own, and that the thread stands first for a while.
import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { postById, postIn } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from './policy.ts';
import { forgetMoment } from '../lives/queries.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';

type There = Place & { thread: Thread };

/** In one space at a time: where everything stands first, nothing does. */
export const MAX_PINNED = 3;

/**
 * The newsroom's own answer, shown above the others with a link to its place; another takes its place. Twice is once.
 * Refuses `not_found` where it is not public or not theirs to moderate, `invalid` where it is neither the newsroom's nor an
 * invited expert's: readers are not spoken for.
 */
export const makeOfficial = (deps: Deps, staff: Staff, { place, postId }: { place: There; postId: number }) =>
  setOfficial(deps, staff, place, async (tx, { id, openingId }) => {
    const post = await postById(tx, postId);
    if (post?.state !== 'published' || post.threadId !== id || post.id === openingId) throw new Refusal('not_found');
    if (!post.expert && !isNewsroom({ role: post.authorRole })) throw new Refusal('invalid', { fields: { post: ['field.not_newsroom'] } });
    return post.id;
  });

/** No longer. */
export const endOfficial = (deps: Deps, staff: Staff, { place, postId }: { place: There; postId: number }) =>
  setOfficial(deps, staff, place, async (_, { officialId }) => (officialId === postId ? null : officialId));

async function setOfficial(
  { db, bus, now }: Deps,
  { member, session }: Staff,
  { name: place, thread: { id: threadId, uid } }: There,
  choose: (tx: Writer, thread: Thread) => Promise<number | null>,
) {
  const at = now();
  const seqs = await db.write(
    async (tx) => {
      const thread = await threadIn(tx, threadId);
      await refuseUnlessModerator(tx, member.id, thread.spaceId);
      const { officialId: before } = thread;
      const officialId = await choose(tx, thread);
      if (officialId === before) return [];
      await tx.update(tx.t.threads).set({ officialId }).where(eq(tx.t.threads.id, threadId));
      const event = officialId === null ? 'answer.official_ended' : 'answer.made_official';
      const named = (await postIn(tx, officialId ?? before!))!.uid;
      const facts = { thread: uid, post: named };
      await logSecurity(tx, { event, siteId: thread.siteId, actor: session.account.uid, facts, at });
      const told: number[] = [];
      for (const postId of [before, officialId])
        if (postId !== null) told.push(await appendChange(tx, { threadId, kind: 'post.edited', postId, count: 0, at }));
      return told;
    },
    { lock: place },
  );
  for (const seq of seqs) bus.emit('thread.changed', { threadId, place, seq, kind: 'post.edited' });
}

/**
 * First in its space and on the front page, or no longer; twice is once. Refuses `invalid` for what is in no space, and
 * where enough stand there already.
 */
export async function pinThread({ db, now }: Deps, { member, session }: Staff, place: There, on: boolean) {
  const at = now();
  const { id } = place.thread;
  await db.write(
    async (tx) => {
      const { threads } = tx.t;
      const { siteId, spaceId, pinnedAt, uid, mergedIntoId } = await threadIn(tx, id);
      await refuseUnlessModerator(tx, member.id, spaceId);
      if (mergedIntoId !== null) throw new Refusal('thread_merged');
      if ((pinnedAt !== null) === on) return;
      if (on) await refuseMore(tx, id, spaceId);
      await tx
        .update(threads)
        .set({ pinnedAt: on ? at : null })
        .where(eq(threads.id, id));
      const event = on ? 'thread.pinned' : 'thread.unpinned';
      await logSecurity(tx, { event, siteId, actor: session.account.uid, facts: { thread: uid }, at });
    },
    // Two at once in one space would each see room for one more.
    { lock: [place.name, `pins:${place.thread.spaceId}`] },
  );
}

async function refuseMore(tx: Writer, id: number, spaceId: number | null) {
  const { threads } = tx.t;
  if (spaceId === null) throw new Refusal('invalid', { fields: { pin: ['field.no_space'] } });
  const there = await tx.$count(threads, and(eq(threads.spaceId, spaceId), isNotNull(threads.pinnedAt), ne(threads.id, id)));
  if (there >= MAX_PINNED) throw new Refusal('invalid', { fields: { pin: ['field.enough_pinned', { max: MAX_PINNED }] } });
}

/** In the transaction that takes a post from readers, or its author's name: it is no answer of the newsroom's any more, and no thread stands first by it. */
export async function forgetMarks(tx: Writer, { id, threadId }: { id: number; threadId: number }) {
  const { threads } = tx.t;
  const here = eq(threads.id, threadId);
  await tx
    .update(threads)
    .set({ officialId: null })
    .where(and(here, eq(threads.officialId, id)));
  await tx
    .update(threads)
    .set({ pinnedAt: null })
    .where(and(here, eq(threads.openingId, id), isNotNull(threads.pinnedAt)));
  await forgetMoment(tx, id);
}
