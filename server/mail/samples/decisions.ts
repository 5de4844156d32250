import { appealLetter } from '../../appeals/mails.ts';
import { statementLetter } from '../../cases/mails.ts';
import type { StatementRow } from '../../cases/queries.ts';
import type { MeasureKind, RestrictionKind } from '../../cases/wire.ts';
import { decidedLetter, receiptLetter } from '../../notices/mails.ts';
import { liftedLetter, removalsLetter, restorationsLetter } from '../../sanctions/mails.ts';
import { AT, forEach, LATER, nowhere, UID, WORDS, type Of, type Wordings } from './made-up.ts';

/** Whether there is an end to it. */
const MEASURES: Record<MeasureKind, boolean> = { warning: false, slow: true, approval: true, suspension: true, ban: false };
const TAKEN: Record<Exclude<RestrictionKind, MeasureKind>, boolean> = {
  removal: false,
  hiding: false,
  edit_asked: false,
  taking_out: false,
};

export function statements(of: Of): Wordings {
  const { config, site, locale } = of;
  const { place: title, post: html } = WORDS[locale];
  const about = { threadUid: UID, title, html, at: AT, published: true, path: `/p/${UID}` };
  const rowOf = (kind: RestrictionKind, ends: boolean) => statementRow(of, { kind, until: ends ? LATER : null });
  return {
    ...forEach(TAKEN, (kind, ends) => statementLetter(config, { site, about, rows: [rowOf(kind, ends)] }, locale)),
    refused: statementLetter(config, { site, about: { ...about, published: false }, rows: [rowOf('removal', false)] }, locale),
    both: statementLetter(config, { site, about, rows: [rowOf('removal', false), rowOf('suspension', true)] }, locale),
    ...forEach(MEASURES, (kind, ends) => statementLetter(config, { site, about: null, rows: [rowOf(kind, ends)] }, locale)),
  };
}

export const lifted = (of: Of): Wordings =>
  forEach(MEASURES, (kind) => liftedLetter({ ...of, row: statementRow(of, { kind }) }, WORDS[of.locale].reason));

export const removals = (of: Of): Wordings => ({
  one: removalsLetter({ ...of, row: statementRow(of, {}) }, 1),
  many: removalsLetter({ ...of, row: statementRow(of, { legalGround: 'insult' }) }, 14),
});

export const restorations = (of: Of): Wordings => ({
  one: restorationsLetter({ ...of, row: statementRow(of, {}) }, { n: 1, note: WORDS[of.locale].reason }),
  many: restorationsLetter({ ...of, row: statementRow(of, {}) }, { n: 14, note: WORDS[of.locale].reason }),
});

export const appeals = ({ config, site, locale }: Of): Wordings =>
  forEach({ upheld: true, partly: true, reversed: true }, (state) => {
    const appeal = { state, decidedAt: LATER, answer: WORDS[locale].answer, alone: false };
    return appealLetter(config, site, { appeal, locale, path: `/statements/${UID}` });
  });

export const receipts = (of: Of): Wordings => ({ receipt: receiptLetter({ ...of, notice: notice(of, null), reversal: null }) });

export const outcomes = (of: Of): Wordings => ({
  ...forEach({ acted: true, not_acted: true }, (outcome) => decidedLetter({ ...of, notice: notice(of, outcome), reversal: null })),
  reversed: decidedLetter({
    ...of,
    notice: notice(of, 'acted'),
    reversal: { at: LATER, answer: WORDS[of.locale].reason, now: 'visible' },
  }),
});

const notice = (of: Of, outcome: 'acted' | 'not_acted' | null) => ({
  uid: UID,
  email: 'lectrice@exemple.test',
  locale: of.locale,
  ground: 'insult',
  url: nowhere(of, '/p'),
  outcome,
  at: AT,
  contestableUntil: LATER,
});

function statementRow({ site, locale }: Of, own: Partial<StatementRow>): StatementRow {
  const { note, passage, rule } = WORDS[locale];
  return {
    id: 1,
    uid: UID,
    siteId: site.id,
    postId: 1,
    memberId: 1,
    kind: 'removal',
    until: null,
    tellAt: null,
    at: AT,
    note,
    passages: [passage],
    source: 'report',
    automatedDetection: true,
    automatedDecision: false,
    legalGround: null,
    contestableUntil: LATER,
    ruleVersion: site.charterVersion,
    ruleNumber: 2,
    ruleTitle: rule,
    ruleBody: '',
    decisionId: 1,
    liftedAt: null,
    ...own,
  };
}
