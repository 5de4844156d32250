import { mayDecideAppeal } from '../appeals/policy.ts';
import { appealBy, appealsBeside, type AppealBeside } from '../appeals/queries.ts';
import { clocksOf } from '../cases/clocks.ts';
import type { CaseRecord } from '../cases/queries.ts';
import type { Reader } from '../db/database.ts';
import { evidenceOf, noticesOf, type NoticeRecord } from './queries.ts';
import type { AppealWire, ClocksWire, EvidenceWire, LegalWire, NoticeWire } from './wire.ts';

/** What a case that the law is a reason of shows beside its post; an appeal's, what was decided upon too; null for any other. */
export async function presentLegal(reader: Reader, row: CaseRecord, actor: { id: number }): Promise<LegalWire | null> {
  if (!row.legal) return null;
  const appeal = row.appealId === null ? null : await appealBy(reader, row.appealId);
  const contested = { ...row, moderatorId: appeal?.moderatorId ?? null };
  const notices = await noticesOf(reader, appeal ? [row.id, appeal.contestedCaseId] : [row.id]);
  const appeals = appeal ? await appealsBeside(reader, appeal) : [];
  return {
    clocks: row.postId === null ? NO_CLOCKS : presentClocks(await clocksOf(reader, row.postId)),
    notices: notices.map(presentNotice),
    evidence: (await evidenceOf(reader, notices)).map(presentEvidence),
    appeals: appeals.map(presentAppeal),
    mayDecide: appeal ? await mayDecideAppeal(reader, actor.id, contested) : 'yes',
  };
}

const NO_CLOCKS: ClocksWire = { noticedAt: null, seenAt: null, knownAt: null, actedAt: null, alarmAt: null };

function presentClocks(clocks: Awaited<ReturnType<typeof clocksOf>>): ClocksWire {
  const said = (date: Date | null | undefined) => date?.toISOString() ?? null;
  return {
    noticedAt: said(clocks?.firstNoticeAt),
    seenAt: said(clocks?.firstSeenAt),
    knownAt: said(clocks?.knowledgeAt),
    actedAt: said(clocks?.actedAt),
    alarmAt: said(clocks?.alarmAt),
  };
}

/** Not its secret address: whoever has it can contest. */
const presentNotice = ({ id, at, ground, explanation, url, name, email, emailProvedAt, revision, outcome }: NoticeRecord): NoticeWire => ({
  id,
  at: at.toISOString(),
  ground,
  explanation,
  url,
  name,
  email,
  emailProved: emailProvedAt !== null,
  revision,
  outcome,
});

const presentAppeal = (row: AppealBeside): AppealWire => ({
  id: row.uid,
  at: row.at.toISOString(),
  by: row.noticeId === null ? 'author' : 'notifier',
  text: row.text,
  state: row.state,
  answer: row.answer,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  alone: row.alone,
  contested: { at: row.contestedAt.toISOString(), by: row.moderatorName, verdict: row.verdict },
});

/** Of what has had its time only the print is left. */
function presentEvidence({ revision, at, print, content }: Awaited<ReturnType<typeof evidenceOf>>[number]): EvidenceWire {
  const { source, author } = JSON.parse(content || '{"source":"","author":{"name":""}}') as { source: string; author: { name: string } };
  return { revision, at: at.toISOString(), print, source, author: author.name };
}
