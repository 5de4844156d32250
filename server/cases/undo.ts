import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { unsettleNotices } from '../notices/settle-notices.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import type { Place } from '../threads/queries.ts';
import { countRejected, isRefused, revertPost } from './apply-verdict.ts';
import { resumeClocks } from './clocks.ts';
import { logCase } from './log.ts';
import { letterKey, liftRestrictions } from './restrict.ts';
import { settleReports } from './settle-reports.ts';
import { drawAgain } from './take-out.ts';
import { tellKey, type PostBefore } from './tell-decision.ts';

type Undone = NonNullable<Awaited<ReturnType<typeof decisionIn>>>;

/**
 * Takes a decision back before anybody was told of it: a decision of its own, which lifts what the first had taken; its
 * mails and its other news leave the outbox, the case is as it was before. Only once, and by whoever decided. Refuses
 * `too_late` once the worker has it, `case_changed` where something happened to the case since.
 */
export async function undoDecision(deps: Deps, actor: Staff, { uid, place }: { uid: string; place: Place | null }): Promise<void> {
  const { db, bus, now, newId } = deps;
  const at = now();
  const done = await db.write(
    async (tx) => {
      const decision = (await decisionIn(tx, uid))!;
      if (decision.moderatorId !== actor.member.id) throw new Refusal('forbidden');
      await refuseUnlessModerator(tx, actor.member.id, decision.spaceId);
      const before = await takeNews(tx, decision, at);
      await reopen(tx, decision, at);
      const { id: compensates, siteId, caseId, caseVersion, postId, revision } = decision;
      await tx.insert(tx.t.decisions).values({
        uid: newId(),
        siteId,
        caseId,
        caseVersion: caseVersion + 1,
        postId,
        revision,
        moderatorId: actor.member.id,
        verdict: 'restore',
        note: '',
        compensates,
        at,
      });
      await liftRestrictions(tx, { decisionId: decision.id }, at);
      await standAgain(tx, decision);
      await settleReports(tx, caseId, decision.verdict === 'restore' ? true : null);
      await unsettleNotices(tx, { decisionId: decision.id });
      if (postId !== null) await resumeClocks(tx, { id: postId, siteId }, decision.at);
      await logCase(tx, { id: caseId, siteId }, { act: 'undone', by: actor.member.uid, version: caseVersion + 1 }, at);
      const post = postId === null ? null : await postIn(tx, postId);
      const change = post && before && (await restorePost(tx, { post, before, decision }, at));
      const drawing = { config: deps.config, site: actor.site, at };
      const drawn = post && decision.verdict === 'take_out' ? await drawAgain(tx, post.id, drawing) : null;
      return { decision, post, change: change ?? drawn };
    },
    place ? { lock: place.name } : {},
  );

  const { decision, post, change } = done;
  if (place && change) bus.emit('thread.changed', { threadId: post!.threadId, place: place.name, ...change });
  if (place && post) bus.emit('post.settled', { postId: post.id, place: place.name, authorId: personOf(post) });
  bus.emit(decision.verdict === 'restore' ? 'case.decided' : 'case.opened', { siteId: decision.siteId, caseId: decision.caseId });
}

async function decisionIn(tx: Writer, uid: string) {
  const { decisions, cases } = tx.t;
  const [row] = await tx
    .select({
      id: decisions.id,
      uid: decisions.uid,
      siteId: decisions.siteId,
      caseId: decisions.caseId,
      caseVersion: decisions.caseVersion,
      postId: decisions.postId,
      revision: decisions.revision,
      moderatorId: decisions.moderatorId,
      verdict: decisions.verdict,
      at: decisions.at,
      spaceId: cases.spaceId,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(eq(decisions.uid, uid));
  return row ?? null;
}

/** What waits to be told of it, taken out of the outbox: whatever the worker has taken first can no longer be held back. */
async function takeNews(tx: Writer, { id, uid }: Undone, at: Date): Promise<PostBefore | null> {
  const { outbox, restrictions } = tx.t;
  const owed = await tx.$count(restrictions, eq(restrictions.decisionId, id));
  const keys = [tellKey(uid), ...(owed > 0 ? [letterKey(id)] : [])];
  const taken = await tx
    .delete(outbox)
    .where(and(inArray(outbox.key, keys), eq(outbox.tries, 0), gt(outbox.runAt, at)))
    .returning({ key: outbox.key, data: outbox.data });
  if (taken.length < keys.length) throw new Refusal('too_late');
  return (taken.find(({ key }) => key === tellKey(uid))!.data as { before: PostBefore | null }).before;
}

/** As it was before the decision, one version on. A member's own case, which was decided as it was made, stays so. */
async function reopen(tx: Writer, { caseId, caseVersion, verdict, postId }: Undone, at: Date) {
  const { cases } = tx.t;
  const wasOpen = verdict !== 'restore' && postId !== null;
  if (wasOpen && (await tx.$count(cases, and(eq(cases.postId, postId), eq(cases.state, 'open')))) > 0) throw new Refusal('case_changed');
  const reopened = await tx
    .update(cases)
    .set({ ...(wasOpen ? { state: 'open', decidedAt: null } : { decidedAt: at }), version: sql`${cases.version} + 1` })
    .where(and(eq(cases.id, caseId), eq(cases.version, caseVersion + 1), eq(cases.state, 'decided')))
    .returning({ id: cases.id });
  if (reopened.length === 0) throw new Refusal('case_changed');
}

/** What the decision had lifted of its post. */
async function standAgain(tx: Writer, { id, postId, at }: Undone) {
  if (postId === null) return;
  const { restrictions } = tx.t;
  await tx
    .update(restrictions)
    .set({ liftedAt: null })
    .where(and(eq(restrictions.postId, postId), eq(restrictions.liftedAt, at), sql`${restrictions.decisionId} <> ${id}`));
}

async function restorePost(tx: Writer, { post, before, decision }: { post: PostIn; before: PostBefore; decision: Undone }, at: Date) {
  if (post.state === 'deleted' || post.revision !== decision.revision) throw new Refusal('case_changed');
  const { posts } = tx.t;
  await tx.update(posts).set({ approvedRevision: before.approvedRevision }).where(eq(posts.id, post.id));
  if (decision.verdict === 'reject') await countRejected(tx, post.authorId, -1);
  if (decision.verdict === 'restore' && isRefused(before)) await countRejected(tx, post.authorId, 1);
  return revertPost(tx, post, before.state, at);
}
