import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Actor } from '../http/who.ts';
import { currentRules, type Rule } from '../charter/queries.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { tellOfDecision } from '../notifications/notify.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { publish, settle, takeDown } from '../posts/transitions.ts';
import type { Site } from '../sites/queries.ts';
import type { Place } from '../threads/queries.ts';
import type { ChangeWire } from '../threads/wire.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { logCase } from './log.ts';
import { findingsOf, type CaseRecord } from './queries.ts';
import type { DecisionInput } from './wire.ts';

/**
 * Decides a case: in one transaction the decision, the post's new state, the restriction, the statement its author is
 * owed (DSA art. 17) and the log. Names the case's version and the post's revision that the moderator had on screen.
 * Refuses `case_changed` where either is no longer current (the route adds what changed), `invalid` where a refusal
 * names no rule of the charter in force.
 */
export async function decideCase(
  deps: Deps,
  actor: Actor,
  { place, found, input }: { place: Place; found: CaseRecord; input: DecisionInput },
): Promise<void> {
  const { db, bus, log } = deps;
  const rule = input.verdict === 'reject' ? await ruleNumbered(deps, place.site, input.rule) : null;
  const at = deps.now();
  const [uid, statementUid] = [deps.newId(), deps.newId()];

  const done = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, actor.member.id, found.spaceId);
      await closeCase(tx, found.id, input.version, at);
      const post = (await postIn(tx, found.postId))!;
      if (post.revision !== input.revision) throw new Refusal('case_changed');
      const decision = await insertDecision(tx, { uid, post, found, input, rule, moderatorId: actor.member.id, at });
      const change = input.verdict === 'approve' ? await allow(tx, post, at) : await refuse(tx, post, at);
      if (rule)
        await restrict(tx, {
          decisionId: decision.id,
          post,
          rule,
          note: input.note ?? '',
          uid: statementUid,
          reports: found.reportCount,
          at,
        });
      await tx
        .update(tx.t.reports)
        .set({ upheld: input.verdict === 'reject' })
        .where(eq(tx.t.reports.caseId, found.id));
      if (rule) await addToOutbox(tx, { kind: 'statement.mail', siteId: found.siteId, data: { statement: statementUid } }, at);
      const entry = {
        act: 'decided' as const,
        by: actor.member.uid,
        verdict: input.verdict,
        rule: rule?.number ?? null,
        version: input.version,
        revision: input.revision,
      };
      if (rule || change) await tellOfDecision(tx, { decisionId: decision.id, post, by: actor.member.id, verdict: input.verdict }, at);
      await tellWebhooks(tx, { event: 'case.decided', siteId: found.siteId, subject: found.uid }, at);
      return { change, post, head: await logCase(tx, found, entry, at) };
    },
    { lock: place.name },
  );

  // Heads of the chain outside the database: rebuilding it would contradict the journal.
  log.info({ case: found.uid, head: done.head }, 'case decided');
  if (done.change) bus.emit('thread.changed', { threadId: done.post.threadId, place: place.name, ...done.change });
  bus.emit('post.settled', { postId: found.postId, place: place.name, authorId: done.post.authorId });
  bus.emit('case.decided', { siteId: found.siteId, caseId: found.id });
}

async function ruleNumbered({ db }: Deps, site: Site, number: number | undefined): Promise<Rule> {
  const rule = (await currentRules(db.read, site)).find((one) => one.number === number);
  if (!rule) throw new Refusal('invalid', { fields: { rule: [number === undefined ? 'field.required' : 'field.unknown_rule'] } });
  return rule;
}

/** The condition is in the SQL: of two moderators at once, one closes it. */
async function closeCase(tx: Writer, id: number, version: number, at: Date) {
  const { cases } = tx.t;
  const closed = await tx
    .update(cases)
    .set({ state: 'decided', decidedAt: at, version: sql`${cases.version} + 1` })
    .where(and(eq(cases.id, id), eq(cases.version, version), eq(cases.state, 'open')))
    .returning({ id: cases.id });
  if (closed.length === 0) throw new Refusal('case_changed');
}

type Change = { seq: number; kind: ChangeWire['kind'] } | null;

async function allow(tx: Writer, post: PostIn, at: Date): Promise<Change> {
  const { restrictions } = tx.t;
  await tx
    .update(restrictions)
    .set({ liftedAt: at })
    .where(and(eq(restrictions.postId, post.id), isNull(restrictions.liftedAt)));
  if (post.state === 'published' || post.state === 'deleted' || !(await isConfirmed(tx, post.authorId))) return null;
  return { seq: await publish(tx, post, at), kind: 'post.published' };
}

async function refuse(tx: Writer, post: PostIn, at: Date): Promise<Change> {
  if (post.state === 'published') return { seq: await takeDown(tx, post, 'removed', at), kind: 'post.removed' };
  if (post.state === 'held') await settle(tx, post, 'rejected', at);
  return null;
}

/** What is approved from an unproved address waits for its proof, without a case. */
async function isConfirmed(tx: Writer, memberId: number): Promise<boolean> {
  const { members, accounts } = tx.t;
  const [row] = await tx
    .select({ accountId: members.accountId, confirmed: accounts.emailConfirmedAt })
    .from(members)
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.id, memberId));
  return row!.accountId === null || row!.confirmed !== null;
}

async function insertDecision(
  tx: Writer,
  {
    uid,
    post,
    found,
    input,
    rule,
    moderatorId,
    at,
  }: { uid: string; post: PostIn; found: CaseRecord; input: DecisionInput; rule: Rule | null; moderatorId: number; at: Date },
) {
  const { decisions } = tx.t;
  const [decision] = await tx
    .insert(decisions)
    .values({
      uid,
      siteId: found.siteId,
      caseId: found.id,
      caseVersion: input.version,
      postId: post.id,
      revision: input.revision,
      moderatorId,
      verdict: input.verdict,
      ruleId: rule?.id ?? null,
      note: input.note ?? '',
      at,
    })
    .returning({ id: decisions.id });
  return decision!;
}

async function restrict(
  tx: Writer,
  {
    decisionId,
    post,
    rule,
    note,
    uid,
    reports,
    at,
  }: { decisionId: number; post: PostIn; rule: Rule; note: string; uid: string; reports: number; at: Date },
) {
  const { restrictions, statements, members } = tx.t;
  const found = await findingsOf(tx, post.id, post.revision);
  const [restriction] = await tx
    .insert(restrictions)
    .values({ siteId: post.siteId, decisionId, postId: post.id, kind: 'removal', from: at })
    .returning({ id: restrictions.id });
  await tx.insert(statements).values({
    uid,
    siteId: post.siteId,
    restrictionId: restriction!.id,
    postId: post.id,
    memberId: post.authorId,
    ruleId: rule.id,
    passages: found.flatMap(({ evidence }) => evidence),
    note,
    source: reports > 0 ? 'notice' : 'voluntary',
    automatedDetection: found.length > 0,
    automatedDecision: false,
    at,
  });
  await tx
    .update(members)
    .set({ rejectedCount: sql`${members.rejectedCount} + 1` })
    .where(eq(members.id, post.authorId));
}
