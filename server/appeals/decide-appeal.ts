import { and, eq, ne, sql } from 'drizzle-orm';
import { applyVerdict, type Change } from '../cases/apply-verdict.ts';
import { endClaim } from '../cases/claims.ts';
import { stopClocks } from '../cases/clocks.ts';
import { findGround, NO_GROUND, type Ground } from '../cases/ground.ts';
import { insertDecision } from '../cases/insert-decision.ts';
import { logCase } from '../cases/log.ts';
import { findingsOf, type CaseRecord } from '../cases/queries.ts';
import { restrict } from '../cases/restrict.ts';
import type { Drawing } from '../cases/take-out.ts';
import { tellLater } from '../cases/tell-decision.ts';
import type { Verdict } from '../cases/wire.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { correctNotices } from '../notices/settle-notices.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { refuseUnlessBelow } from '../sanctions/rank.ts';
import type { Place } from '../threads/queries.ts';
import type { AppealDecision } from './input.ts';
import { mayDecideAppeal, type MayDecide } from './policy.ts';
import { appealBy, type AppealRecord } from './queries.ts';
import { reverse, reversePartly } from './reverse.ts';
import { answerAppeals, tellOverturned } from './tell-appeal.ts';

type Asked = { place: Place | null; found: CaseRecord; appeal: AppealRecord; input: AppealDecision };

/**
 * Answers an appeal with reasons, in one transaction with all that follows (DSA, art. 20(4) to (6)): the author's that
 * is reversed gives the post back at its date, its points, its reporters' records; a notifier's takes it away, with a
 * statement. Whoever else contests the same decision has the same answer. Refuses `case_changed`; `forbidden` to who
 * decided, as long as somebody else could, or without saying that one knows.
 */
export async function decideAppeal(deps: Deps, actor: Staff, { place, found, appeal, input }: Asked): Promise<void> {
  const { db, bus, now, newId } = deps;
  const verdict = verdictOf(appeal, input.outcome);
  const ground = TAKEN[verdict] ? await findGround(deps, actor.site, input) : NO_GROUND;
  const at = now();
  const drawing = { config: deps.config, site: actor.site, at };
  const done = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, actor.member.id, found.spaceId);
      await refuseUnlessBelow(tx, { actorId: actor.member.id, memberId: found.memberId, asEquals: true });
      await endClaim(tx, found, actor.member.id, at);
      const alone = (await refuseUnlessOther(tx, actor, { found, appeal, input })) === 'alone';
      await closeOrGoOn(tx, { found, appeal, version: input.version }, at);
      const post = found.postId === null ? null : (await postIn(tx, found.postId))!;
      const decision = await insertDecision(
        tx,
        {
          uid: newId(),
          found,
          input: { version: input.version, revision: post?.revision ?? null, verdict, note: input.answer },
          ground,
          postId: post?.id ?? null,
          moderatorId: actor.member.id,
          tellAt: at,
        },
        at,
      );
      const change = await carryOut(tx, { post, appeal, decision, verdict, input, ground, uid: newId(), drawing }, at);
      await answerAppeals(tx, { appeal, by: actor.member.id, outcome: input.outcome, answer: input.answer, alone }, at);
      const entry = { act: 'appeal_decided' as const, by: actor.member.uid, outcome: input.outcome, alone, decision: appeal.decisionUid };
      await logCase(tx, found, entry, at);
      if (input.outcome !== 'upheld') await feedBack(tx, { actor, appeal, post, found }, at);
      if (post) await stopClocks(tx, post.id, at);
      await tellLater(tx, { decision, post, siteId: found.siteId }, at);
      return { post, change };
    },
    place ? { lock: place.name } : {},
  );
  const { post, change } = done;
  if (place && post && change) bus.emit('thread.changed', { threadId: post.threadId, place: place.name, ...change });
  if (place && post) bus.emit('post.settled', { postId: post.id, place: place.name, authorId: personOf(post) });
  bus.emit('case.decided', { siteId: found.siteId, caseId: found.id });
}

/** What the answer says of the post: to its author it gives back or not; to a notifier it takes, or asks for a change. */
function verdictOf({ noticeId }: AppealRecord, outcome: AppealDecision['outcome']): Verdict {
  if (noticeId === null) return outcome === 'reversed' ? 'restore' : 'none';
  return ({ upheld: 'none', partly: 'ask_edit', reversed: 'reject' } as const)[outcome];
}

const TAKEN: Partial<Record<Verdict, 'removal' | 'edit_asked'>> = { reject: 'removal', ask_edit: 'edit_asked' };

async function refuseUnlessOther(tx: Writer, actor: Staff, { found, appeal, input }: Omit<Asked, 'place'>): Promise<MayDecide> {
  const may = await mayDecideAppeal(tx, actor.member.id, { ...found, moderatorId: appeal.moderatorId });
  if (may === 'no' || (may === 'alone' && !input.alone)) throw new Refusal('forbidden');
  return may;
}

/** The condition is in the SQL. Where another decision of the same post is contested too, its case stays open for that. */
async function closeOrGoOn(tx: Writer, { found, appeal, version }: { found: CaseRecord; appeal: AppealRecord; version: number }, at: Date) {
  const { cases, appeals, decisions } = tx.t;
  const now = await appealBy(tx, appeal.id);
  if (now!.state !== 'open') throw new Refusal('case_changed');
  const [next] = await tx
    .select({ id: appeals.id })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(
      and(
        eq(appeals.state, 'open'),
        ne(appeals.decisionId, appeal.decisionId),
        found.postId === null ? sql`false` : eq(decisions.postId, found.postId),
      ),
    )
    .limit(1);
  const closed = await tx
    .update(cases)
    .set({ version: sql`${cases.version} + 1`, ...(next ? { appealId: next.id } : { state: 'decided' as const, decidedAt: at }) })
    .where(and(eq(cases.id, found.id), eq(cases.version, version), eq(cases.state, 'open')))
    .returning({ id: cases.id });
  if (closed.length === 0) throw new Refusal('case_changed');
}

type CarriedOut = {
  post: PostIn | null;
  appeal: AppealRecord;
  decision: { id: number; uid: string };
  verdict: Verdict;
  input: AppealDecision;
  ground: Ground;
  uid: string;
  drawing: Drawing;
};

async function carryOut(
  tx: Writer,
  { post, appeal, decision, verdict, input, ground, uid, drawing }: CarriedOut,
  at: Date,
): Promise<Change> {
  const kind = TAKEN[verdict];
  if (verdict === 'restore') return reverse(tx, { post, appeal, decisionId: decision.id, drawing }, at);
  if (input.outcome === 'partly' && appeal.noticeId === null) await reversePartly(tx, appeal, at);
  if (!kind || !post) return null;
  const change = await applyVerdict(tx, post, verdict, at);
  const of = { decisionId: decision.id, siteId: post.siteId, memberId: post.authorId, postId: post.id, kind };
  const automatedDetection = false;
  const reasons = {
    passages: [],
    note: input.answer,
    source: 'notice' as const,
    automatedDetection,
    automatedDecision: false,
    tellAt: null,
  };
  await restrict(tx, of, { uid, ruleId: ground.rule?.id ?? null, legalGround: ground.legalGround, ...reasons }, at);
  await correctNotices(tx, { caseId: appeal.contestedCaseId, siteId: post.siteId, decisionId: decision.id, outcome: 'acted' }, at);
  return change;
}

/** Whoever decided learns of it, and the log of what they decided says which phases had been wrong. */
async function feedBack(
  tx: Writer,
  { actor, appeal, post, found }: { actor: Staff; appeal: AppealRecord; post: PostIn | null; found: CaseRecord },
  at: Date,
) {
  const phases = post ? (await findingsOf(tx, post.id, post.revision)).map(({ phase }) => phase) : [];
  const contested = { id: appeal.contestedCaseId, siteId: found.siteId };
  await logCase(tx, contested, { act: 'overturned', by: actor.member.uid, phases }, at);
  if (post && appeal.moderatorId !== null && appeal.moderatorId !== actor.member.id)
    await tellOverturned(tx, { siteId: found.siteId, memberId: appeal.moderatorId, postId: post.id, appealId: appeal.id }, at);
}
