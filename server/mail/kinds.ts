/** Outbox entries that are mails: the desk shows those that do not leave. */
export const MAIL_KINDS = [
  'account.mail',
  'answer.mail',
  'calendar.mail',
  'digest.mail',
  'digest.test',
  'guest.mail',
  'inbox.call',
  'inbox.mail',
  'invitation.mail',
  'leaving.mail',
  'lifted.mail',
  'legal.appeal',
  'legal.decided',
  'legal.receipt',
  'mediation.mail',
  'notice.mail',
  'relay.mail',
  'removals.mail',
  'report.mail',
  'restorations.mail',
  'review.mail',
  'statement.mail',
  'takeout.mail',
  'webhook.off',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const isMail = (kind: string): kind is MailKind => (MAIL_KINDS as readonly string[]).includes(kind);
