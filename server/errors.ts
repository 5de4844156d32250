import type { ErrorCode } from './wire.ts';

/** All that is expected to be refused. Anything else thrown is a bug: logged with its request id, answered 500. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly facts: RefusalFacts;

  /** `cause`: what is logged of it. */
  constructor(code: ErrorCode, facts: RefusalFacts = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.facts = facts;
  }
}

export type RefusalFacts = {
  /** A message key of server/i18n for each field at fault, with its arguments. */
  fields?: Record<string, [key: string, args?: Record<string, string | number>]>;
  /** Seconds. */
  retryAfter?: number;
  /** When it was over: `details` says it too. */
  until?: Date;
  details?: unknown;
};

export const statusOf = {
  malformed: 400,
  not_signed_in: 401,
  session_ended: 401,
  wrong_credentials: 401,
  passkey_refused: 401,
  forbidden: 403,
  second_factor_needed: 403,
  wrong_origin: 403,
  subscribers_only: 403,
  suspended: 403,
  banned: 403,
  not_invited: 403,
  vote_unproved: 403,
  age_undeclared: 403,
  not_open: 403,
  not_found: 404,
  thread_closed: 409,
  answers_over: 409,
  live_paused: 409,
  live_over: 409,
  event_full: 409,
  event_over: 409,
  event_cancelled: 409,
  parent_gone: 409,
  parent_moved: 409,
  opening_stays: 409,
  partner_stays: 409,
  event_stays: 409,
  thread_merged: 409,
  idea_turned: 409,
  votes_closed: 409,
  poll_not_asked: 403,
  poll_closed: 409,
  poll_voted: 409,
  poll_begun: 409,
  testimony_closed: 409,
  testimony_mended: 409,
  testimony_begun: 409,
  testimony_changed: 409,
  testimony_full: 409,
  mediation_changed: 409,
  agreement_gone: 409,
  agreement_standing: 409,
  agreed_text: 409,
  edit_window_over: 409,
  post_changed: 409,
  case_changed: 409,
  case_claimed: 409,
  item_changed: 409,
  item_claimed: 409,
  warning_unread: 409,
  too_late: 409,
  last_admin: 409,
  last_door: 409,
  identity_taken: 409,
  is_voice: 409,
  second_eyes: 409,
  taken: 409,
  switched_off: 409,
  link_spent: 410,
  too_large: 413,
  invalid: 422,
  nudged: 422,
  text_refused: 422,
  search_too_wide: 422,
  too_fast: 429,
  internal: 500,
  paused: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;
