import { and, eq, sql } from 'drizzle-orm';
import { countRejected } from '../cases/apply-verdict.ts';
import { stopClocks } from '../cases/clocks.ts';
import { liftRestrictions, restrict } from '../cases/restrict.ts';
import { settleReports } from '../cases/settle-reports.ts';
import { logCase } from '../cases/log.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { settleNotices } from '../notices/settle-notices.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { settle, takeDown } from '../posts/transitions.ts';
import { tellReporters } from '../reports/tell-reporters.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { postsLeft, removalKey, removalLetterKey, type Removal } from './remove-posts.ts';

/** Posts taken at one go: some seconds, well within what the outbox leaves a worker. */
export const BATCH = 200;

type Waiting = Omit<Removal, 'upTo'> & { upTo: string; part?: number };

export const removalOutbox = (deps: Deps): OutboxHandlers => ({ 'posts.removal': (waiting: Waiting) => runRemoval(deps, waiting) });

/** What is taken is no longer among what is left: stopped anywhere and begun again, it goes on where it was. */
async function runRemoval(deps: Deps, { part = 0, ...waiting }: Waiting): Promise<void> {
  const removal: Removal = { ...waiting, upTo: new Date(waiting.upTo) };
  const left = await postsLeft(deps.db.read, removal, BATCH + 1);
  for (const { id, threadId } of left.slice(0, BATCH)) await removeOne(deps, removal, { id, threadId });
  const at = deps.now();
  const { siteId, uid } = await decisionOf(deps, removal.decision);
  const more = { kind: 'posts.removal', siteId, data: { ...waiting, part: part + 1 }, key: `${removalKey(uid)} ${part + 1}` };
  const letter = { kind: 'removals.mail', siteId, data: { decision: removal.decision }, key: removalLetterKey(uid) };
  await deps.db.write(async (tx) => {
    if (!(await isTakenBack(tx, removal.decision))) await addToOutbox(tx, left.length > BATCH ? more : letter, at);
  });
}

async function removeOne(deps: Deps, removal: Removal, { id, threadId }: { id: number; threadId: number }) {
  const { db, bus, newId, now } = deps;
  const place = (await findThreadPlace(db.read, threadId))!;
  const decision = await decisionOf(deps, removal.decision);
  const at = now();
  const done = await db.write(
    async (tx) => {
      const post = (await postIn(tx, id))!;
      if ((post.state !== 'published' && post.state !== 'held') || (await isTakenBack(tx, decision.id))) return null;
      await liftRestrictions(tx, { postId: id }, at);
      const seq = post.state === 'published' ? await takeDown(tx, post, 'removed', at) : null;
      if (post.state === 'held') await settle(tx, post, 'rejected', at);
      await countRejected(tx, post.authorId, 1);
      await restrict(
        tx,
        { decisionId: decision.id, siteId: post.siteId, memberId: post.authorId, postId: id, kind: 'removal' },
        {
          uid: newId(),
          ruleId: decision.ruleId,
          legalGround: decision.legalGround,
          passages: [],
          note: decision.note,
          source: 'voluntary',
          automatedDetection: false,
          automatedDecision: false,
          tellAt: null,
          together: true,
        },
        at,
      );
      return { seq, authorId: personOf(post), caseId: await closeCase(tx, { post, removal }, at) };
    },
    { lock: place.name },
  );
  if (!done) return;
  if (done.seq !== null) bus.emit('thread.changed', { threadId, place: place.name, seq: done.seq, kind: 'post.removed' });
  bus.emit('post.settled', { postId: id, place: place.name, authorId: done.authorId });
  if (done.caseId !== null) bus.emit('case.decided', { siteId: place.site.id, caseId: done.caseId });
}

/** All of it was given back while this ran (restore-posts.ts). */
async function isTakenBack(tx: Writer, decision: number): Promise<boolean> {
  const { decisions } = tx.t;
  return (await tx.$count(decisions, eq(decisions.compensates, decision))) > 0;
}

/** What waited for a decision about this post has it: whoever reported or notified it is told. */
async function closeCase(tx: Writer, { post, removal }: { post: PostIn; removal: Removal }, at: Date): Promise<number | null> {
  const { cases } = tx.t;
  const [open] = await tx
    .update(cases)
    .set({ state: 'decided', decidedAt: at, version: sql`${cases.version} + 1` })
    .where(and(eq(cases.postId, post.id), eq(cases.state, 'open')))
    .returning({ id: cases.id, uid: cases.uid, siteId: cases.siteId });
  if (!open) return null;
  const { decision: decisionId, by } = removal;
  await settleReports(tx, open.id, true);
  await tellReporters(tx, { decisionId, caseId: open.id, post, by: null }, at);
  await settleNotices(tx, { caseId: open.id, siteId: open.siteId, decisionId, outcome: 'acted', tellAt: null }, at);
  await stopClocks(tx, post.id, at);
  await logCase(tx, open, { act: 'removed with others', by }, at);
  await tellWebhooks(tx, { event: 'case.decided', siteId: open.siteId, subject: open.uid }, at);
  return open.id;
}

async function decisionOf({ db }: Deps, id: number) {
  const { decisions: d } = db.read.t;
  const [row] = await db.read
    .select({ id: d.id, uid: d.uid, siteId: d.siteId, ruleId: d.ruleId, legalGround: d.legalGround, note: d.note })
    .from(d)
    .where(eq(d.id, id));
  return row!;
}
