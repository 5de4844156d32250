import { and, eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { personOf } from '../posts/policy.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { settleNotices } from '../notices/settle-notices.ts';
import { pose } from '../sanctions/pose.ts';
import { refuseUnlessBelow } from '../sanctions/rank.ts';
import { drawForReading, USUAL_SHARE } from '../second-readings/sample.ts';
import type { Site } from '../sites/queries.ts';
import type { Place } from '../threads/queries.ts';
import { applyVerdict, type Change } from './apply-verdict.ts';
import { stopClocks } from './clocks.ts';
import { endClaim } from './claims.ts';
import { findGround, NO_GROUND, type Ground } from './ground.ts';
import { insertDecision } from './insert-decision.ts';
import { logCase } from './log.ts';
import { findingsOf, type CaseRecord } from './queries.ts';
import { restrict, type Reasons } from './restrict.ts';
import { settleReports } from './settle-reports.ts';
import { takeOut, type Drawing } from './take-out.ts';
import { tellLater } from './tell-decision.ts';
import type { DecisionInput, RestrictionKind, Verdict } from './wire.ts';

/** Milliseconds in which who decided may take it back: nobody whom it concerns has been told before. */
export const UNDO_MS = 12_000;

/** `place` null on a member's own case. */
type Asked = { site: Site; place: Place | null; found: CaseRecord; input: DecisionInput };

/**
 * Decides a case: in one transaction the decision, the post's new state, what is taken from its author and the statements
 * they are owed (DSA, art. 17), the reports' outcome and the log. The public sees it at once, people are told later
 * (tell-decision.ts). Names the case's version and the post's revision that the moderator had on screen. Refuses
 * `case_changed` where either is no longer current (the route adds what changed), `forbidden` about oneself or somebody
 * above, `invalid` where something is taken without a ground, or nothing is decided at all.
 */
export async function decideCase(deps: Deps, actor: Actor, { site, place, found, input }: Asked): Promise<void> {
  const { db, bus } = deps;
  const { verdict, measures = [] } = input;
  refuseNothing(found, input);
  const ground = TAKEN[verdict] || measures.length > 0 ? await findGround(deps, site, input) : NO_GROUND;
  const at = deps.now();
  const tellAt = new Date(at.getTime() + UNDO_MS);

  const done = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, actor.member.id, found.spaceId);
      // What holds on all of the site is for those who moderate all of it.
      if (measures.some(({ kind }) => kind !== 'warning')) await refuseUnlessModerator(tx, actor.member.id, null);
      await closeCase(tx, found.id, input, at);
      await endClaim(tx, found, actor.member.id, at);
      const post = found.postId === null ? null : (await postIn(tx, found.postId))!;
      if (post && post.revision !== input.revision) throw new Refusal('case_changed');
      await refuseUnlessBelow(tx, { actorId: actor.member.id, memberId: found.memberId, asEquals: measures.length === 0 });
      // Of what they wrote for a voice of the newsroom, another is to say.
      if (post?.handId === actor.member.id) throw new Refusal('forbidden');
      const decision = await insertDecision(
        tx,
        { uid: deps.newId(), found, input, ground, postId: post?.id ?? null, moderatorId: actor.member.id, tellAt },
        at,
      );
      const percent = site.settings.secondReadings ?? USUAL_SHARE;
      if (post) await drawForReading(tx, { uid: deps.newId(), siteId: found.siteId, decision, verdict, percent }, at);
      const reasons = await reasonsFor(tx, { post, found, input, ground, tellAt });
      const of = { decisionId: decision.id, siteId: found.siteId, memberId: found.memberId };
      const drawing = { config: deps.config, site, at };
      const change = post && (await decideOn(tx, { post, input, of, reasons: { ...reasons, uid: deps.newId() }, drawing }, at));
      await pose(tx, { ...of, measures, ground, site }, { ...reasons, newId: deps.newId }, at);
      await settleReports(tx, found.id, verdict !== 'approve' && verdict !== 'restore');
      const outcome = TAKEN[verdict] ? ('acted' as const) : ('not_acted' as const);
      await settleNotices(tx, { caseId: found.id, siteId: found.siteId, decisionId: decision.id, outcome, tellAt }, at);
      if (post) await stopClocks(tx, post.id, at);
      await tellLater(tx, { decision, post, siteId: found.siteId }, tellAt);
      await logCase(tx, found, entryOf(actor, input, ground), at);
      return { change, post };
    },
    place ? { lock: place.name } : {},
  );

  const { post, change } = done;
  if (place && post && change) bus.emit('thread.changed', { threadId: post.threadId, place: place.name, ...change });
  if (place && post) bus.emit('post.settled', { postId: post.id, place: place.name, authorId: personOf(post) });
  bus.emit('case.decided', { siteId: found.siteId, caseId: found.id });
}

/** What a verdict takes from the post. */
const TAKEN: Partial<Record<Verdict, RestrictionKind>> = {
  reject: 'removal',
  hide: 'hiding',
  ask_edit: 'edit_asked',
  take_out: 'taking_out',
};

/** Of a member's own case nothing can be said but what they are asked; an appeal is answered otherwise (appeals/decide-appeal.ts). */
function refuseNothing({ postId, appealId }: CaseRecord, { verdict, measures = [] }: DecisionInput) {
  if (appealId !== null && verdict !== 'restore') throw new Refusal('forbidden');
  const nothing = verdict === 'none' && measures.length === 0 && postId !== null;
  if (nothing || (postId === null && verdict !== 'none')) throw new Refusal('invalid', { fields: { verdict: ['field.wrong'] } });
}

/** The condition is in the SQL: of two moderators at once, one closes it. To give back, it was closed before. */
async function closeCase(tx: Writer, id: number, { version, verdict }: DecisionInput, at: Date) {
  const { cases } = tx.t;
  const closed = await tx
    .update(cases)
    .set({ state: 'decided', decidedAt: at, version: sql`${cases.version} + 1` })
    .where(and(eq(cases.id, id), eq(cases.version, version), eq(cases.state, verdict === 'restore' ? 'decided' : 'open')))
    .returning({ id: cases.id });
  if (closed.length === 0) throw new Refusal('case_changed');
}

type Of = { decisionId: number; siteId: number; memberId: number };
type OnPost = { post: PostIn; input: DecisionInput; of: Of; reasons: Reasons; drawing: Drawing };

async function decideOn(tx: Writer, { post, input: { verdict, media }, of, reasons, drawing }: OnPost, at: Date): Promise<Change> {
  if (media) return takeOut(tx, { post, uids: media, of, reasons, drawing }, at);
  const change = await applyVerdict(tx, post, verdict, at);
  const kind = TAKEN[verdict];
  if (kind) await restrict(tx, { ...of, postId: post.id, kind }, reasons, at);
  return change;
}

/** The facts relied on, and by what means they were found (DSA, art. 17(3)(b) and (c)). */
async function reasonsFor(
  tx: Writer,
  { post, found, input, ground, tellAt }: { post: PostIn | null; found: CaseRecord; input: DecisionInput; ground: Ground; tellAt: Date },
): Promise<Omit<Reasons, 'uid'>> {
  const findings = post ? await findingsOf(tx, post.id, post.revision) : [];
  return {
    ruleId: ground.rule?.id ?? null,
    legalGround: ground.legalGround,
    passages: findings.flatMap(({ evidence }) => evidence),
    note: input.note ?? '',
    source: found.reasons.includes('notice') ? 'notice' : found.reportCount > 0 ? 'report' : 'voluntary',
    automatedDetection: findings.length > 0,
    automatedDecision: false,
    tellAt,
  };
}

const entryOf = ({ member }: Actor, { verdict, version, revision, measures = [] }: DecisionInput, { rule, legalGround }: Ground) => ({
  act: 'decided' as const,
  by: member.uid,
  verdict,
  rule: rule?.number ?? null,
  legalGround,
  measures: measures.map(({ kind }) => kind),
  version,
  revision,
});
