import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { memberColumns } from '../accounts/queries.ts';
import { listedColumns } from '../posts/queries.ts';
import { inSpaces } from '../threads/queries.ts';
import type { HeldReason } from '../posts/wire.ts';
import type { CasesPage, Lane } from './wire.ts';

export const CASES_PAGE = 30;

export type StatementRow = Awaited<ReturnType<typeof statementBy>> & {};

function statementColumns({ t: { statements, rules } }: Reader) {
  return {
    uid: statements.uid,
    siteId: statements.siteId,
    postId: statements.postId,
    memberId: statements.memberId,
    at: statements.at,
    note: statements.note,
    passages: statements.passages,
    source: statements.source,
    automatedDetection: statements.automatedDetection,
    automatedDecision: statements.automatedDecision,
    ruleVersion: rules.version,
    ruleNumber: rules.number,
    ruleTitle: rules.title,
  };
}

export async function statementBy(reader: Reader, uid: string) {
  const { statements, rules } = reader.t;
  const [row] = await reader
    .select(statementColumns(reader))
    .from(statements)
    .innerJoin(rules, eq(rules.id, statements.ruleId))
    .where(eq(statements.uid, uid));
  return row ?? null;
}

/** The statement in force of each of these posts that was taken away by moderation. */
export async function statementsOf(reader: Reader, postIds: number[]): Promise<Map<number, StatementRow>> {
  if (postIds.length === 0) return new Map();
  const { statements, restrictions, rules } = reader.t;
  const asked = Object.fromEntries(postIds.map((id, i) => [`id${i}`, id]));
  const query = preparedRows(reader, `statements of ${postIds.length}`, () =>
    reader
      .select(statementColumns(reader))
      .from(statements)
      .innerJoin(restrictions, and(eq(restrictions.id, statements.restrictionId), isNull(restrictions.liftedAt)))
      .innerJoin(rules, eq(rules.id, statements.ruleId))
      .where(
        inArray(
          statements.postId,
          Object.keys(asked).map((name) => sql.placeholder(name)),
        ),
      ),
  );
  const rows = await query(asked);
  return new Map(rows.map((row) => [row.postId, row]));
}

/** What a statement is about: where its post stands, when it was written, whether the public had it before its eyes. */
export async function aboutPost(reader: Reader, postId: number) {
  const { posts, threads, articles } = reader.t;
  const [row] = await reader
    .select({
      threadUid: threads.uid,
      title: sql<string>`coalesce(${threads.title}, ${articles.title}, ${articles.key})`,
      at: posts.createdAt,
      rank: posts.rank,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(eq(posts.id, postId));
  const { rank, ...about } = row!;
  return { ...about, published: rank !== null };
}

/** Why each of these posts waits: what the phases found in the text it has now, the gravest first. */
export async function heldReasonsOf(reader: Reader, postIds: number[]): Promise<Map<number, HeldReason[]>> {
  const reasons = new Map<number, HeldReason[]>();
  if (postIds.length === 0) return reasons;
  const { findings, posts } = reader.t;
  const rows = await reader
    .select({ postId: findings.postId, phase: findings.phase })
    .from(findings)
    .innerJoin(posts, and(eq(posts.id, findings.postId), eq(posts.revision, findings.revision)))
    .where(inArray(findings.postId, postIds))
    .orderBy(desc(findings.weight), asc(findings.id));
  for (const { postId, phase } of rows) reasons.set(postId, [...(reasons.get(postId) ?? []), phase]);
  return reasons;
}

export type CaseRecord = Awaited<ReturnType<typeof caseBy>> & {};

function caseColumns(reader: Reader) {
  const { cases, posts, members, threads, articles } = reader.t;
  return {
    id: cases.id,
    uid: cases.uid,
    siteId: cases.siteId,
    number: cases.number,
    postId: cases.postId,
    state: cases.state,
    kind: cases.kind,
    version: cases.version,
    reasons: cases.reasons,
    weight: cases.weight,
    reportCount: cases.reportCount,
    openedAt: cases.openedAt,
    decidedAt: cases.decidedAt,
    html: posts.html,
    authorUid: members.uid,
    authorName: members.name,
    threadId: threads.id,
    spaceId: threads.spaceId,
    threadUid: threads.uid,
    threadTitle: threads.title,
    articleTitle: articles.title,
    articleKey: articles.key,
  };
}

const casesFrom = (reader: Reader) => {
  const { cases, posts, members, threads, articles } = reader.t;
  return reader
    .select(caseColumns(reader))
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.postId))
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId));
};

export async function caseBy(reader: Reader, id: number | string) {
  const { cases } = reader.t;
  const [row] = await casesFrom(reader).where(eq(typeof id === 'string' ? cases.uid : cases.id, id));
  return row ?? null;
}

/** Whose cases a moderator sees: a site's, or those of some of its spaces. */
export type Beat = { siteId: number; spaces: number[] | null };

/** A lane of the queue: open ones oldest first, decided ones latest first. */
export function casesPage(reader: Reader, { siteId, spaces }: Beat, { lane, after }: { lane: Lane; after: Cursor | null }) {
  const { cases } = reader.t;
  const done = lane === 'done';
  const by = done ? cases.decidedAt : cases.openedAt;
  const at = after && new Date(after.value);
  return casesFrom(reader)
    .where(
      and(
        eq(cases.siteId, siteId),
        inSpaces(reader, spaces),
        eq(cases.state, done ? 'decided' : 'open'),
        lane === 'held' || lane === 'reported' ? eq(cases.kind, lane) : undefined,
        at ? or((done ? lt : gt)(by, at), and(eq(by, at), (done ? lt : gt)(cases.id, after.id))) : undefined,
      ),
    )
    .orderBy((done ? desc : asc)(by), (done ? desc : asc)(cases.id))
    .limit(CASES_PAGE + 1);
}

export async function openCounts(reader: Reader, { siteId, spaces }: Beat): Promise<CasesPage['counts']> {
  const { cases, posts, threads } = reader.t;
  const all = reader.select({ kind: cases.kind, n: count() }).from(cases).$dynamic();
  const theirs = spaces ? all.innerJoin(posts, eq(posts.id, cases.postId)).innerJoin(threads, eq(threads.id, posts.threadId)) : all;
  const rows = await theirs.where(and(eq(cases.siteId, siteId), eq(cases.state, 'open'), inSpaces(reader, spaces))).groupBy(cases.kind);
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.n ?? 0;
  return { all: of('held') + of('reported'), held: of('held'), reported: of('reported') };
}

/** The decisions of a post, latest first, whatever the case. */
export function decisionsOf(reader: Reader, postIds: number[]) {
  const { decisions, members, rules } = reader.t;
  if (postIds.length === 0) return Promise.resolve([]);
  return reader
    .select({
      uid: decisions.uid,
      caseId: decisions.caseId,
      postId: decisions.postId,
      at: decisions.at,
      verdict: decisions.verdict,
      note: decisions.note,
      revision: decisions.revision,
      byUid: members.uid,
      byName: members.name,
      ruleVersion: rules.version,
      ruleNumber: rules.number,
      ruleTitle: rules.title,
    })
    .from(decisions)
    .innerJoin(members, eq(members.id, decisions.moderatorId))
    .leftJoin(rules, eq(rules.id, decisions.ruleId))
    .where(inArray(decisions.postId, postIds))
    .orderBy(desc(decisions.id));
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
