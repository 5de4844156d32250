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
  'before_publication',
  'late_edit',
  'heated',
  'capitals',
  'language',
  'quotes_removed',
  'media',
  'external',
];

export const reasonTone = (reason: HeldReason) => TONES[reason];

/** A reason as the title of its case: « Signalé 9 fois ». */
export function useReasonWords() {
  const { t } = useWords();
  return (reason: HeldReason, row: Pick<CaseRow, 'reports'>) => t(`reason.${reason}`, { reports: row.reports });
}
