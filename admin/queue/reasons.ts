import type { CaseRow } from '#server/cases/wire.ts';
import type { HeldReason } from '#server/posts/wire.ts';
import { useWords } from '../words.tsx';

const TONES: Partial<Record<HeldReason, 'bad' | 'warn'>> = {
  banned_word: 'bad',
  reported: 'warn',
  suspect_word: 'warn',
  flood: 'warn',
  repeat: 'warn',
  late_edit: 'warn',
  suspicious_signup: 'warn',
};

/** In the order one looks for them. */
export const REASONS: HeldReason[] = [
  'notice',
  'appeal',
  'reported',
  'hidden_by_reports',
  'banned_word',
  'suspect_word',
  'toxicity',
  'spam',
  'links',
  'personal_data',
  'repeat',
  'near_repeat',
  'flood',
  'typed_too_fast',
  'newcomer',
  'guest',
  'suspicious_signup',
  'recent_record',
  'watched',
  'approval_required',
  'second_eyes',
  'before_publication',
  'late_edit',
  'heated',
  'capitals',
  'language',
  'quotes_removed',
  'media_returned',
  'media',
  'external',
];

export const reasonTone = (reason: HeldReason) => TONES[reason];

/** A reason as the title of its case: « Signalé 9 fois ». */
export function useReasonWords() {
  const { t } = useWords();
  return (reason: HeldReason, row: Pick<CaseRow, 'reports'>) => t(`reason.${reason}`, { reports: row.reports });
}

/** What a case is about: its first reason; where it has none, what was asked or refused of its author. */
export function useCaseTitle() {
  const { t } = useWords();
  const reasonWords = useReasonWords();
  return (row: CaseRow) => {
    const [first] = row.reasons;
    if (first) return reasonWords(first, row);
    const kinds = row.decision?.measures.map(({ kind }) => t(`measure.noun.${kind}`)) ?? [];
    return kinds.join(', ') || t(row.thread ? 'reason.none' : 'reason.member');
  };
}
