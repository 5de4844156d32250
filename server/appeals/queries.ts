import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

export type AppealRecord = Awaited<ReturnType<typeof appealBy>> & {};

const appealsFrom = (reader: Reader) => {
  const { appeals, decisions } = reader.t;
  return reader
    .select({
      id: appeals.id,
      uid: appeals.uid,
      siteId: appeals.siteId,
      decisionId: appeals.decisionId,
      statementId: appeals.statementId,
      noticeId: appeals.noticeId,
      text: appeals.text,
      state: appeals.state,
      decidedBy: appeals.decidedBy,
      alone: appeals.alone,
      answer: appeals.answer,
      decidedAt: appeals.decidedAt,
      at: appeals.at,
      /** Who decided what is contested; null where reports did, by their score. */
      moderatorId: decisions.moderatorId,
      decisionUid: decisions.uid,
      verdict: decisions.verdict,
      postId: decisions.postId,
      contestedCaseId: decisions.caseId,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId));
};

export async function appealBy(reader: Reader, id: string | number) {
  const { appeals } = reader.t;
  const [row] = await appealsFrom(reader).where(eq(typeof id === 'string' ? appeals.uid : appeals.id, id));
  return row ?? null;
}

export type AppealBeside = Awaited<ReturnType<typeof appealsBeside>>[number];

/** All against the same decision, with whose it was. */
export async function appealsBeside(reader: Reader, { decisionId }: AppealRecord) {
  const { decisions, members, appeals } = reader.t;
  const [contested] = await reader
    .select({ contestedAt: decisions.at, moderatorName: members.name })
    .from(decisions)
    .leftJoin(members, eq(members.id, decisions.moderatorId))
    .where(eq(decisions.id, decisionId));
  const rows = await appealsFrom(reader).where(eq(appeals.decisionId, decisionId)).orderBy(asc(appeals.id));
  return rows.map((row) => ({ ...row, ...contested! }));
}

/** There is one at most of each statement, and of each notice. */
export async function appealAgainst(reader: Reader, what: { statementId: number } | { noticeId: number }): Promise<AppealRecord | null> {
  const { appeals } = reader.t;
  const of = 'statementId' in what ? eq(appeals.statementId, what.statementId) : eq(appeals.noticeId, what.noticeId);
  const [row] = await appealsFrom(reader).where(of);
  return row ?? null;
}

/** The author's appeal by whose answer a notice's outcome is what it is now, and whether the post is `visible` still; null where no appeal changed it. */
export async function reversalOf(reader: Reader, { caseId, decidedAt }: { caseId: number; decidedAt: Date | null }) {
  if (decidedAt === null) return null;
  const { appeals, decisions } = reader.t;
  const [row] = await appealsFrom(reader)
    .where(and(eq(decisions.caseId, caseId), eq(appeals.decidedAt, decidedAt), eq(appeals.state, 'reversed'), isNull(appeals.noticeId)))
    .limit(1);
  if (!row) return null;
  const { posts } = reader.t;
  const visible = await reader.$count(posts, and(eq(posts.id, row.postId!), eq(posts.state, 'published')));
  return { at: decidedAt, answer: row.answer, now: visible > 0 ? 'visible' : 'gone' };
}

/** Where it waits, or was decided: the case of the contested post, or member, that names it or another of the same decision. */
export async function caseOfAppeal(reader: Reader, { decisionId }: AppealRecord): Promise<number | null> {
  const { cases, appeals } = reader.t;
  const [row] = await reader
    .select({ id: cases.id })
    .from(cases)
    .innerJoin(appeals, eq(appeals.id, cases.appealId))
    .where(eq(appeals.decisionId, decisionId))
    .orderBy(desc(cases.id))
    .limit(1);
  return row?.id ?? null;
}
