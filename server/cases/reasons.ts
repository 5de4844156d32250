import type { HeldReason } from '../posts/wire.ts';

/** Each reason's bit in `cases.reason_bits`: stored, so the order never changes; new ones at the end (31 at most, an int of Postgres). */
const BITS: Record<HeldReason, number> = {
  banned_word: 0,
  suspect_word: 1,
  newcomer: 2,
  links: 3,
  repeat: 4,
  flood: 5,
  before_publication: 6,
  email_unconfirmed: 7,
  reported: 8,
  late_edit: 9,
  suspicious_signup: 10,
  guest: 11,
  near_repeat: 12,
  typed_too_fast: 13,
  recent_record: 14,
  watched: 15,
  approval_required: 16,
  personal_data: 17,
  capitals: 18,
  language: 19,
  quotes_removed: 20,
  media: 21,
  toxicity: 22,
  spam: 23,
  external: 24,
  heated: 25,
  hidden_by_reports: 26,
  notice: 27,
  appeal: 28,
  media_returned: 29,
  second_eyes: 30,
};

export const bitsOf = (reasons: HeldReason[]): number => reasons.reduce((bits, reason) => bits | (1 << BITS[reason]), 0);

export const REASONS = Object.keys(BITS) as HeldReason[];
