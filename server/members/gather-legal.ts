// What moderation and the law hold of somebody: the measures they are under, the notices they gave, what they contested.
import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** `email`: an address they have proved, by which they may have given notice without being signed in. */
type Whose = { memberIds: number[]; email: string | null; at: Date };

export async function legalOf(reader: Reader, whose: Whose) {
  const [measures, notices, appeals] = await Promise.all([
    measuresOf(reader, whose),
    noticesGiven(reader, whose),
    appealsMade(reader, whose),
  ]);
  return { measures, noticesGiven: notices, appealsMade: appeals };
}

/** The statement of reasons of a restriction (DSA, art. 17), as its addressee has it. Joins `rules`. */
export const statementFacts = ({ t: { statements, rules } }: Reader) => ({
  id: statements.uid,
  kind: statements.kind,
  until: statements.until,
  rule: rules.number,
  ruleTitle: rules.title,
  legalGround: statements.legalGround,
  passages: statements.passages,
  note: statements.note,
  source: statements.source,
  automatedDetection: statements.automatedDetection,
  automatedDecision: statements.automatedDecision,
  contestableUntil: statements.contestableUntil,
  at: statements.at,
});

/** What can still be undone is nothing to them yet. */
export const isTold = ({ tellAt }: Reader['t']['statements'] | Reader['t']['decisions'], at: Date) => or(isNull(tellAt), lte(tellAt, at));

/** Against the member, whatever becomes of their posts. */
function measuresOf(reader: Reader, { memberIds, at }: Whose) {
  const { statements, rules, restrictions, sites } = reader.t;
  return reader
    .select({ site: sites.host, ...statementFacts(reader), liftedAt: restrictions.liftedAt })
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .innerJoin(sites, eq(sites.id, statements.siteId))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(and(inArray(statements.memberId, memberIds), isNull(statements.postId), isTold(statements, at)))
    .orderBy(asc(statements.id));
}

function noticesGiven(reader: Reader, whose: Whose) {
  const { notices, sites } = reader.t;
  return reader
    .select({
      id: notices.uid,
      site: sites.host,
      url: notices.url,
      ground: notices.ground,
      explanation: notices.explanation,
      name: notices.name,
      email: notices.email,
      outcome: notices.outcome,
      contestableUntil: notices.contestableUntil,
      at: notices.at,
    })
    .from(notices)
    .innerJoin(sites, eq(sites.id, notices.siteId))
    .where(isNotifier(reader, whose))
    .orderBy(asc(notices.id));
}

function appealsMade(reader: Reader, whose: Whose) {
  const { appeals, statements, notices } = reader.t;
  return reader
    .select({
      statement: statements.uid,
      notice: notices.uid,
      text: appeals.text,
      state: appeals.state,
      answer: appeals.answer,
      alone: appeals.alone,
      decidedAt: appeals.decidedAt,
      at: appeals.at,
    })
    .from(appeals)
    .leftJoin(statements, eq(statements.id, appeals.statementId))
    .leftJoin(notices, eq(notices.id, appeals.noticeId))
    .where(or(inArray(statements.memberId, whose.memberIds), isNotifier(reader, whose)))
    .orderBy(asc(appeals.id));
}

const isNotifier = ({ t: { notices } }: Reader, { memberIds, email }: Whose) =>
  or(inArray(notices.memberId, memberIds), email === null ? undefined : eq(notices.email, email));
