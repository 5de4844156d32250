import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import { idsByName, preparedRows, type Reader } from '../db/database.ts';
import { memberColumns } from '../accounts/queries.ts';
import { listedColumns } from '../posts/queries.ts';
import type { HeldReason } from '../posts/wire.ts';
import { bitsOf } from './reasons.ts';

export type StatementRow = Awaited<ReturnType<typeof statementBy>> & {};

function statementColumns({ t: { statements, rules, restrictions } }: Reader) {
  return {
    id: statements.id,
    uid: statements.uid,
    siteId: statements.siteId,
    postId: statements.postId,
    memberId: statements.memberId,
    kind: statements.kind,
    until: statements.until,
    tellAt: statements.tellAt,
    at: statements.at,
    note: statements.note,
    passages: statements.passages,
    source: statements.source,
    automatedDetection: statements.automatedDetection,
    automatedDecision: statements.automatedDecision,
    legalGround: statements.legalGround,
    contestableUntil: statements.contestableUntil,
    ruleVersion: rules.version,
    ruleNumber: rules.number,
    ruleTitle: rules.title,
    ruleBody: rules.body,
    decisionId: restrictions.decisionId,
    liftedAt: restrictions.liftedAt,
  };
}

export async function statementBy(reader: Reader, uid: string) {
  const { statements, restrictions, rules } = reader.t;
  const [row] = await reader
    .select(statementColumns(reader))
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(eq(statements.uid, uid));
  return row ?? null;
}

/** All that a decision took, in the order in which it did. */
export function statementsIn(reader: Reader, decisionId: number): Promise<StatementRow[]> {
  const { statements, restrictions, rules } = reader.t;
  return reader
    .select(statementColumns(reader))
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(eq(restrictions.decisionId, decisionId))
    .orderBy(asc(statements.id));
}

/** `told`: its author may know of it; a decision that can still be undone is nothing to them yet. */
export type StandingStatement = StatementRow & { told: boolean };

/** The statement in force of each of these posts that was taken away by moderation. */
export async function statementsOf(reader: Reader, postIds: number[], now: Date): Promise<Map<number, StandingStatement>> {
  if (postIds.length === 0) return new Map();
  const { statements, restrictions, rules } = reader.t;
  const { values, placeholders } = idsByName(postIds);
  const query = preparedRows(reader, `statements of ${postIds.length}`, () =>
    reader
      .select(statementColumns(reader))
      .from(statements)
      .innerJoin(
        restrictions,
        and(eq(restrictions.id, statements.restrictionId), isNull(restrictions.liftedAt), ne(restrictions.kind, 'taking_out')),
      )
      .leftJoin(rules, eq(rules.id, statements.ruleId))
      .where(inArray(statements.postId, placeholders)),
  );
  const rows = await query(values);
  return new Map(rows.map((row) => [row.postId!, { ...row, told: row.tellAt === null || row.tellAt <= now }]));
}

/** What a statement is about: its post and where it stands, when it was written, whether the public had it before its eyes. */
export async function aboutPost(reader: Reader, postId: number) {
  const { posts, threads, articles } = reader.t;
  const [row] = await reader
    .select({
      uid: posts.uid,
      html: posts.html,
      state: posts.state,
      threadUid: threads.uid,
      title: sql<string>`coalesce(${threads.title}, ${articles.title}, ${articles.key})`,
      at: posts.createdAt,
      rank: posts.rank,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(eq(posts.id, postId));
  const { rank, uid, html, state, ...about } = row!;
  const published = rank !== null;
  // What the public never saw has no address of its own; what its author deleted is shown to nobody.
  const path = published ? `/p/${uid}` : `/t/${about.threadUid}`;
  return { ...about, published, path, html: state === 'deleted' ? '' : html };
}

/** Why each of these posts waits: what the phases found in the text it has now, the gravest first. */
export async function heldReasonsOf(reader: Reader, postIds: number[]): Promise<Map<number, HeldReason[]>> {
  const reasons = new Map<number, HeldReason[]>();
  if (postIds.length === 0) return reasons;
  const { findings, posts } = reader.t;
  const { values, placeholders } = idsByName(postIds);
  const query = preparedRows(reader, `held reasons of ${postIds.length}`, () =>
    reader
      .select({ postId: findings.postId, phase: findings.phase })
      .from(findings)
      .innerJoin(posts, and(eq(posts.id, findings.postId), eq(posts.revision, findings.revision)))
      .where(and(inArray(findings.postId, placeholders), ne(findings.effect, 'flag')))
      .orderBy(desc(findings.weight), asc(findings.id)),
  );
  const rows = await query(values);
  for (const { postId, phase } of rows) reasons.set(postId, [...(reasons.get(postId) ?? []), phase]);
  return reasons;
}

export type CaseRecord = Awaited<ReturnType<typeof caseBy>> & {};

const claimers = ({ t }: Reader) => alias(t.members, 'claimer');
const assignees = ({ t }: Reader) => alias(t.members, 'assignee');

function caseColumns(reader: Reader) {
  const { cases, posts, members, threads, articles, spaces, postClocks } = reader.t;
  const [claimer, assignee] = [claimers(reader), assignees(reader)];
  return {
    id: cases.id,
    uid: cases.uid,
    siteId: cases.siteId,
    number: cases.number,
    postId: cases.postId,
    memberId: members.id,
    state: cases.state,
    kind: cases.kind,
    version: cases.version,
    reasons: cases.reasons,
    weight: cases.weight,
    reportCount: cases.reportCount,
    score: cases.score,
    legal: cases.legal,
    appealId: cases.appealId,
    urgency: cases.urgency,
    section: cases.section,
    language: cases.language,
    escalatedAt: cases.escalatedAt,
    openedAt: cases.openedAt,
    decidedAt: cases.decidedAt,
    alarmAt: postClocks.alarmAt,
    claimedUntil: cases.claimedUntil,
    claimerUid: claimer.uid,
    claimerName: claimer.name,
    assigneeId: cases.assigneeId,
    assigneeUid: assignee.uid,
    assigneeName: assignee.name,
    html: posts.html,
    revision: posts.revision,
    authorUid: members.uid,
    authorName: members.name,
    authorSince: members.createdAt,
    threadId: threads.id,
    spaceId: cases.spaceId,
    space: spaces.slug,
    threadUid: threads.uid,
    threadTitle: threads.title,
    articleTitle: articles.title,
    articleKey: articles.key,
  };
}

const casesFrom = (reader: Reader) => {
  const { cases, posts, members, threads, articles, spaces, postClocks } = reader.t;
  const [claimer, assignee] = [claimers(reader), assignees(reader)];
  return reader
    .select(caseColumns(reader))
    .from(cases)
    .innerJoin(members, eq(members.id, cases.memberId))
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(spaces, eq(spaces.id, cases.spaceId))
    .leftJoin(postClocks, eq(postClocks.postId, cases.postId))
    .leftJoin(claimer, eq(claimer.id, cases.claimedBy))
    .leftJoin(assignee, eq(assignee.id, cases.assigneeId));
};

export async function caseBy(reader: Reader, id: number | string) {
  const { cases } = reader.t;
  const [row] = await casesFrom(reader).where(eq(typeof id === 'string' ? cases.uid : cases.id, id));
  return row ?? null;
}

/** In the order of `ids`. */
export async function casesBy(reader: Reader, ids: number[]): Promise<CaseRecord[]> {
  if (ids.length === 0) return [];
  const rows = await casesFrom(reader).where(inArray(reader.t.cases.id, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The decisions on the posts of these cases, or on the members they are about; latest first, whatever the case. */
export async function decisionsOf(reader: Reader, about: { id: number; postId: number | null }[]) {
  const { decisions, members, rules } = reader.t;
  if (about.length === 0) return [];
  const postIds = about.flatMap(({ postId }) => postId ?? []);
  const caseIds = about.flatMap(({ id, postId }) => (postId === null ? id : []));
  const rows = await reader
    .select({
      id: decisions.id,
      uid: decisions.uid,
      caseId: decisions.caseId,
      postId: decisions.postId,
      at: decisions.at,
      verdict: decisions.verdict,
      legalGround: decisions.legalGround,
      note: decisions.note,
      revision: decisions.revision,
      tellAt: decisions.tellAt,
      compensates: decisions.compensates,
      byUid: members.uid,
      byName: members.name,
      ruleVersion: rules.version,
      ruleNumber: rules.number,
      ruleTitle: rules.title,
    })
    .from(decisions)
    .innerJoin(members, eq(members.id, decisions.moderatorId))
    .leftJoin(rules, eq(rules.id, decisions.ruleId))
    .where(or(inArray(decisions.postId, postIds), inArray(decisions.caseId, caseIds)))
    .orderBy(desc(decisions.id));
  const measures = await measuresBy(reader, rows);
  return rows.map((row) => ({
    ...row,
    undone: rows.some(({ compensates }) => compensates === row.id),
    /** An appeal is decided on a case of its own. */
    undoes:
      row.compensates === null ? null : rows.some(({ id, caseId }) => id === row.compensates && caseId === row.caseId) ? UNDO : APPEAL,
    measures: measures.filter(({ decisionId }) => decisionId === row.id),
  }));
}

const UNDO = 'undo' as const;
const APPEAL = 'appeal' as const;

/** What decisions asked or refused of their posts' author as such. */
async function measuresBy(reader: Reader, made: { id: number }[]) {
  const { restrictions } = reader.t;
  if (made.length === 0) return [];
  const ids = made.map(({ id }) => id);
  return reader
    .select({ decisionId: restrictions.decisionId, kind: restrictions.kind, until: restrictions.until })
    .from(restrictions)
    .where(and(inArray(restrictions.decisionId, ids), isNull(restrictions.postId)))
    .orderBy(asc(restrictions.id));
}

export async function caseOfDecision(reader: Reader, uid: string): Promise<string | null> {
  const { decisions, cases } = reader.t;
  const [row] = await reader
    .select({ uid: cases.uid })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(eq(decisions.uid, uid));
  return row?.uid ?? null;
}

/** How far back one looks for decisions like the one to take, and how many of them help. */
const LOOKED_AT = 500;
const LIKE = 14;

/** The latest decisions of people on a site's posts that had this reason. */
export function decisionsLike(reader: Reader, { id, siteId, reason }: { id: number; siteId: number; reason: HeldReason }) {
  const { decisions, cases } = reader.t;
  const latest = reader
    .select({ id: decisions.id, caseId: decisions.caseId, moderatorId: decisions.moderatorId })
    .from(decisions)
    .where(eq(decisions.siteId, siteId))
    .orderBy(desc(decisions.at), desc(decisions.id))
    .limit(LOOKED_AT)
    .as('latest');
  return reader
    .select({ caseId: latest.caseId })
    .from(latest)
    .innerJoin(cases, eq(cases.id, latest.caseId))
    .where(and(ne(cases.id, id), isNotNull(latest.moderatorId), sql`(${cases.reasonBits} & ${sql.raw(String(bitsOf([reason])))}) <> 0`))
    .orderBy(desc(latest.id))
    .limit(LIKE);
}

export function notesOf(reader: Reader, caseId: number) {
  const { notes, members } = reader.t;
  return reader
    .select({ uid: notes.uid, at: notes.at, text: notes.text, byUid: members.uid, byName: members.name })
    .from(notes)
    .innerJoin(members, eq(members.id, notes.byId))
    .where(eq(notes.caseId, caseId))
    .orderBy(asc(notes.id));
}

export function findingsOf(reader: Reader, postId: number, revision: number) {
  const { findings } = reader.t;
  return reader
    .select({ phase: findings.phase, effect: findings.effect, weight: findings.weight, evidence: findings.evidence, facts: findings.facts })
    .from(findings)
    .where(and(eq(findings.postId, postId), eq(findings.revision, revision)))
    .orderBy(desc(findings.weight), asc(findings.id));
}

export function reportsOf(reader: Reader, caseId: number) {
  const { reports, members } = reader.t;
  return reader
    .select({
      uid: reports.uid,
      at: reports.at,
      rule: reports.rule,
      note: reports.note,
      revision: reports.revision,
      byUid: members.uid,
      byName: members.name,
    })
    .from(reports)
    .innerJoin(members, eq(members.id, reports.reporterId))
    .where(eq(reports.caseId, caseId))
    .orderBy(asc(reports.id));
}

export function revisionsOf(reader: Reader, postId: number) {
  const { revisions } = reader.t;
  return reader
    .select({ revision: revisions.revision, source: revisions.source, at: revisions.at })
    .from(revisions)
    .where(eq(revisions.postId, postId))
    .orderBy(asc(revisions.revision));
}

/** Up to three posts readers see on either side of one, in the order of its thread. */
export async function neighbours(reader: Reader, post: { id: number; rootId: number; threadId: number }) {
  const { posts, members } = reader.t;
  const side = (before: boolean) =>
    reader
      .select(listedColumns(reader.t))
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(and(eq(posts.rootId, post.rootId), ne(posts.id, post.id), (before ? lt : gt)(posts.id, post.id), eq(posts.state, 'published')))
      .orderBy((before ? desc : asc)(posts.id))
      .limit(3);
  const [before, after] = await Promise.all([side(true), side(false)]);
  return [...before.toReversed(), ...after];
}

/** What a moderator sees of an author beside a case. */
export async function authorRecord(reader: Reader, memberId: number) {
  const { members, posts, reports } = reader.t;
  const [[member], last, [made]] = await Promise.all([
    reader.select(memberColumns(reader)).from(members).where(eq(members.id, memberId)),
    reader.select({ state: posts.state }).from(posts).where(eq(posts.authorId, memberId)).orderBy(desc(posts.id)).limit(24),
    reader
      .select({ made: count(), upheld: sql`count(*) filter (where ${reports.upheld})`.mapWith(Number) })
      .from(reports)
      .where(eq(reports.reporterId, memberId)),
  ]);
  return { member: member!, last: last.map(({ state }) => state), reportsMade: made!.made, reportsUpheld: made!.upheld };
}
