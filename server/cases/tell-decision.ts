import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { learnAgain } from '../classifier/learn-again.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { tellOfDecision } from '../notifications/notify.ts';
import { correctNotices } from '../notices/settle-notices.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import type { State } from '../posts/schema.ts';
import { tellPublished } from '../posts/tell-published.ts';
import { tellReporters } from '../reports/tell-reporters.ts';
import { findThreadPlace, threadIn } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import type { WebhookEvent } from '../webhooks/wire.ts';
import type { Verdict } from './wire.ts';

/** What the post was before, so that undoing gives it back; null where there is none. */
export type PostBefore = { state: State; approvedRevision: number | null };
type Waiting = { decision: string; before: PostBefore | null };

export const tellKey = (decision: string) => `decision ${decision}`;

/** One row: whoever takes it out of the outbox, the worker or an undo, has it alone. */
export async function tellLater(
  tx: Writer,
  { decision, post, siteId }: { decision: { uid: string }; post: PostIn | null; siteId: number },
  tellAt: Date,
) {
  const before = post && { state: post.state, approvedRevision: post.approvedRevision };
  const data: Waiting = { decision: decision.uid, before };
  await addToOutbox(tx, { kind: 'decision.told', siteId, data, key: tellKey(decision.uid) }, tellAt);
}

export const decisionOutbox = (deps: Deps): OutboxHandlers => ({ 'decision.told': (waiting: Waiting) => tellDecision(deps, waiting) });

/** Its author, whoever it answers, the publisher's servers: told together, once, of what still is as it was decided. */
async function tellDecision(deps: Deps, { decision: uid, before }: Waiting): Promise<void> {
  const { db, bus, now } = deps;
  const at = now();
  const post = await db.write(async (tx) => {
    const { outbox, decisions, cases } = tx.t;
    const mine = await tx
      .delete(outbox)
      .where(eq(outbox.key, tellKey(uid)))
      .returning({ id: outbox.id });
    if (mine.length === 0) return null;
    const [decision] = await tx
      .select({
        id: decisions.id,
        siteId: decisions.siteId,
        postId: decisions.postId,
        caseId: decisions.caseId,
        verdict: decisions.verdict,
        by: decisions.moderatorId,
        caseUid: cases.uid,
      })
      .from(decisions)
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(eq(decisions.uid, uid));
    const { id, siteId, postId, verdict, by, caseId, caseUid } = decision!;
    if (verdict === 'restore') await correctNotices(tx, { caseId, siteId, decisionId: id, outcome: 'not_acted' }, at);
    const decided = postId === null ? null : await postIn(tx, postId);
    if (decided && before) await tellOfPost(tx, { decisionId: id, post: decided, before, verdict, by }, at);
    if (decided) await tellReporters(tx, { decisionId: id, caseId, post: decided, by }, at);
    await tellWebhooks(tx, { event: 'case.decided', siteId, subject: caseUid }, at);
    if (LESSONS.includes(verdict)) await learnAgain(tx, siteId, at);
    return decided;
  });
  if (!post) return;
  const place = (await findThreadPlace(db.read, post.threadId))!;
  bus.emit('post.settled', { postId: post.id, place: place.name, authorId: personOf(post) });
}

/** What says whether a text belongs here. */
const LESSONS: Verdict[] = ['approve', 'reject', 'restore'];

type Decided = { decisionId: number; post: PostIn; before: PostBefore; verdict: Verdict; by: number | null };

async function tellOfPost(tx: Writer, { decisionId, post, before, verdict, by }: Decided, at: Date) {
  const event = post.state === before.state ? null : EVENTS[post.state];
  if (event === 'post.published') await tellPublished(tx, post, await threadIn(tx, post.threadId), at);
  else if (event) await tellWebhooks(tx, { event, siteId: post.siteId, subject: post.uid }, at);
  if (verdict !== 'none' && (verdict !== 'approve' || event)) await tellOfDecision(tx, { decisionId, post, by, verdict }, at);
}

/** Its author took it back meanwhile: that was told at once. */
const EVENTS: Record<State, WebhookEvent | null> = {
  published: 'post.published',
  held: 'post.held',
  rejected: 'post.rejected',
  removed: 'post.removed',
  deleted: null,
};
