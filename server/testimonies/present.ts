import type { Call, AgreementRow, TestimonyRow } from './queries.ts';
import { keptUntil } from './answer-call.ts';
import type { AgreementWire, CallWire, OwnTestimonyWire, TestimonyWire } from './wire.ts';

type Shown = { uid: string; call: Call; own: { row: TestimonyRow; agreements: AgreementRow[] } | null; now: Date };

export function presentCall({ uid, call, own, now }: Shown): CallWire {
  return {
    id: uid,
    fields: call.fields,
    form: call.form,
    closesAt: call.closesAt.toISOString(),
    closed: call.closesAt <= now,
    keptUntil: keptUntil(call).toISOString(),
    readers: call.readers,
    own: own && presentOwn(own.row, own.agreements),
  };
}

const presentOwn = ({ answers, sentAt, editedAt, keptUntil: until }: TestimonyRow, agreements: AgreementRow[]): OwnTestimonyWire => ({
  answers,
  sentAt: sentAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
  keptUntil: until.toISOString(),
  agreements: agreements.map(presentAgreement),
});

export const presentTestimony = (row: TestimonyRow): TestimonyWire => ({
  id: row.uid,
  version: row.version,
  state: row.state,
  author: { id: row.authorUid, name: row.author },
  assignee: row.assigneeUid ? { id: row.assigneeUid, name: row.assignee! } : null,
  changedBy: row.changedBy,
  answers: row.answers,
  sentAt: row.sentAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  keptUntil: row.keptUntil.toISOString(),
});

export const presentAgreement = ({
  agreement,
  post,
  postState,
}: Pick<AgreementRow, 'agreement' | 'post' | 'postState'>): AgreementWire => ({
  id: agreement.uid,
  text: agreement.text,
  namedAs: agreement.namedAs,
  name: agreement.name,
  wording: agreement.wording,
  hash: agreement.hash,
  state: agreement.state,
  stays: agreement.stays,
  word: agreement.word,
  askedAt: agreement.askedAt.toISOString(),
  answeredAt: agreement.answeredAt?.toISOString() ?? null,
  withdrawnAt: agreement.withdrawnAt?.toISOString() ?? null,
  post: postState === 'published' ? post : null,
});
