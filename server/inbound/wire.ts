// What the service that brings mails is told. Types only.

/** POST /api/v1/inbound/mail: what became of it; `not_ours` and `automatic` are nobody's to answer. */
export type InboundAnswer = { outcome: InboundOutcome };
export type InboundOutcome =
  | 'published'
  | 'held'
  | 'refused'
  | 'waiting' // for the journalist to confirm it
  | 'used'
  | 'expired'
  | 'empty'
  | 'too_long'
  | 'other_sender'
  | 'automatic'
  | 'not_ours'
  | 'bounced'
  | 'complained'
  | 'delayed';
