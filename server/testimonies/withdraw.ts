// What its author takes back: an agreement, or the answer with all that came of it. Theirs at any time, whatever else they may not do.
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { withdrawCase } from '../cases/open-case.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { postIn } from '../posts/queries.ts';
import { settle, takeDown } from '../posts/transitions.ts';
import { findThreadPlace, threadIn } from '../threads/queries.ts';
import { forgetExports } from './export.ts';
import { findAgreement, type Agreement } from './queries.ts';

/**
 * What was published by it goes from everywhere at once, its words from what is kept too, and whoever asked is told. Twice is once;
 * of what was never agreed to, nothing happens.
 */
export async function withdrawAgreement(deps: Deps, { id, uid }: Pick<Agreement, 'id' | 'uid'>) {
  const { db, bus, now } = deps;
  const at = now();
  const known = (await findAgreement(db.read, uid))!;
  const post = known.postId === null ? null : await postIn(db.read, known.postId);
  const place = (await findThreadPlace(db.read, post?.threadId ?? known.threadId))!;
  const done = await db.write(
    async (tx) => {
      const { agreements, testimonies } = tx.t;
      const [agreement] = await tx
        .update(agreements)
        .set({ state: 'withdrawn', withdrawnAt: at })
        .where(and(eq(agreements.id, id), eq(agreements.state, 'agreed')))
        .returning();
      if (!agreement) return null;
      if (agreement.testimonyId !== null)
        await tx
          .update(testimonies)
          .set({ state: 'kept', version: sql`${testimonies.version} + 1` })
          .where(and(eq(testimonies.id, agreement.testimonyId), eq(testimonies.state, 'published')));
      await tellOfWithdrawal(tx, agreement, at);
      return agreement.postId === null ? null : erasePost(tx, agreement.postId, at);
    },
    { lock: place.name },
  );
  if (!done) return;
  if (done.seq !== null) bus.emit('thread.changed', { threadId: done.threadId, place: place.name, seq: done.seq, kind: 'post.deleted' });
  if (done.caseId !== null) bus.emit('case.decided', { siteId: place.site.id, caseId: done.caseId });
}

async function erasePost(tx: Writer, postId: number, at: Date) {
  const { posts, revisions } = tx.t;
  const post = (await postIn(tx, postId))!;
  const caseId = await withdrawCase(tx, postId, at);
  const seq = post.state === 'published' ? await takeDown(tx, post, 'deleted', at) : null;
  if (post.state === 'held') await settle(tx, post, 'deleted', at);
  await tx.update(posts).set({ source: '', html: '', previews: null, unindexed: true }).where(eq(posts.id, postId));
  await tx.delete(revisions).where(eq(revisions.postId, postId));
  return { threadId: post.threadId, seq, caseId };
}

async function tellOfWithdrawal(tx: Writer, { siteId, threadId, uid, askedById, testimonyId }: Agreement, at: Date) {
  const { openingId } = await threadIn(tx, threadId);
  const { testimonies } = tx.t;
  const [row] =
    testimonyId === null ? [] : await tx.select({ id: testimonies.assigneeId }).from(testimonies).where(eq(testimonies.id, testimonyId));
  for (const memberId of new Set([askedById, row?.id ?? askedById]))
    if (openingId !== null) await insertNotice(tx, { siteId, memberId, kind: 'testimony_withdrawn', postId: openingId, event: uid }, at);
}

/** All of an answer: what is published by it first. Twice is once. */
export async function takeBack(deps: Deps, { threadId, memberId }: { threadId: number; memberId: number }) {
  const { agreements, testimonies } = deps.db.read.t;
  const mine = and(eq(agreements.threadId, threadId), eq(agreements.memberId, memberId));
  const standing = await deps.db.read
    .select({ id: agreements.id, uid: agreements.uid })
    .from(agreements)
    .where(and(mine, eq(agreements.state, 'agreed')));
  for (const agreement of standing) await withdrawAgreement(deps, agreement);
  const { name: lock } = (await findThreadPlace(deps.db.read, threadId))!;
  await deps.db.write(
    async (tx) => {
      // What was published once is proved by what was agreed: it stays its time (purge.ts).
      await tx.delete(tx.t.agreements).where(and(mine, isNull(agreements.postId)));
      await tx.delete(tx.t.testimonies).where(and(eq(testimonies.threadId, threadId), eq(testimonies.memberId, memberId)));
      await forgetExports(tx, [threadId]);
    },
    { lock },
  );
}

/** Whoever leaves takes their answers along, and what is published of them, unless they agreed that it stays. Doing it again does nothing more. */
export async function leaveTestimonies(deps: Deps, memberIds: number[]) {
  if (memberIds.length === 0) return;
  const { agreements } = deps.db.read.t;
  const standing = await deps.db.read
    .select({ id: agreements.id, uid: agreements.uid })
    .from(agreements)
    .where(and(inArray(agreements.memberId, memberIds), eq(agreements.state, 'agreed'), eq(agreements.stays, false)));
  for (const agreement of standing) await withdrawAgreement(deps, agreement);
  await deps.db.write(async (tx) => {
    const { testimonies, testimonyReaders } = tx.t;
    const stays = and(eq(tx.t.agreements.state, 'agreed'), isNotNull(tx.t.agreements.postId));
    await tx
      .update(tx.t.agreements)
      .set({ memberId: null, word: '' })
      .where(and(inArray(agreements.memberId, memberIds), stays));
    await tx.delete(tx.t.agreements).where(inArray(agreements.memberId, memberIds));
    const gone = await tx.delete(testimonies).where(inArray(testimonies.memberId, memberIds)).returning({ id: testimonies.threadId });
    await forgetExports(
      tx,
      gone.map(({ id }) => id),
    );
    await tx.update(testimonies).set({ assigneeId: null }).where(inArray(testimonies.assigneeId, memberIds));
    await tx.delete(testimonyReaders).where(inArray(testimonyReaders.memberId, memberIds));
  });
}
