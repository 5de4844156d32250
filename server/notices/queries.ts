import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

export type NoticeRecord = Awaited<ReturnType<typeof noticeBy>> & {};

const columns = ({ t: { notices, decisions, rules } }: Reader) => ({
  id: notices.id,
  uid: notices.uid,
  siteId: notices.siteId,
  caseId: notices.caseId,
  postId: notices.postId,
  revision: notices.revision,
  ground: notices.ground,
  explanation: notices.explanation,
  url: notices.url,
  name: notices.name,
  email: notices.email,
  emailProvedAt: notices.emailProvedAt,
  memberId: notices.memberId,
  locale: notices.locale,
  evidenceId: notices.evidenceId,
  outcome: notices.outcome,
  contestableUntil: notices.contestableUntil,
  at: notices.at,
  decisionId: notices.decisionId,
  decidedAt: decisions.at,
  tellAt: decisions.tellAt,
  moderatorId: decisions.moderatorId,
  legalGround: decisions.legalGround,
  ruleNumber: rules.number,
  ruleTitle: rules.title,
});

const noticesFrom = (reader: Reader) => {
  const { notices, decisions, rules } = reader.t;
  return reader
    .select(columns(reader))
    .from(notices)
    .leftJoin(decisions, eq(decisions.id, notices.decisionId))
    .leftJoin(rules, eq(rules.id, decisions.ruleId));
};

export async function noticeBy(reader: Reader, id: string | number) {
  const { notices } = reader.t;
  const [row] = await noticesFrom(reader).where(eq(typeof id === 'string' ? notices.uid : notices.id, id));
  return row ?? null;
}

/** All of these cases, in the order in which they came. Index: notices_case. */
export function noticesOf(reader: Reader, caseIds: number[]) {
  const { notices } = reader.t;
  return noticesFrom(reader).where(inArray(notices.caseId, caseIds)).orderBy(asc(notices.id));
}

/** Whether this address, or (null) somebody without one, already has a notice of this post that waits. */
export async function hasNoticeFrom(reader: Reader, postId: number, email: string | null): Promise<boolean> {
  const { notices } = reader.t;
  const from = email === null ? isNull(notices.email) : eq(notices.email, email);
  const [row] = await reader
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.postId, postId), isNull(notices.outcome), from))
    .limit(1);
  return row !== undefined;
}

/** What these notices point to, each revision once. */
export async function evidenceOf(reader: Reader, of: Pick<NoticeRecord, 'evidenceId'>[]) {
  if (of.length === 0) return [];
  const { evidence } = reader.t;
  const ids = of.map(({ evidenceId }) => evidenceId);
  return reader.select().from(evidence).where(inArray(evidence.id, ids)).orderBy(asc(evidence.revision));
}
