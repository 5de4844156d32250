import type { Config } from '../config.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import { MAIL_KINDS, type MailKind } from './kinds.ts';
import type { Mail } from './mailer.ts';
import { answers, calls, digests, digestTests, mediations, messages, notices, relays, webhooks } from './samples/conversations.ts';
import { appeals, lifted, outcomes, receipts, removals, restorations, statements } from './samples/decisions.ts';
import type { Of, Wordings } from './samples/made-up.ts';
import { notOpened, reports } from './samples/reports.ts';
import { reviews } from './samples/reviews.ts';
import { accounts, guests, invitations, leaving, takeout } from './samples/people.ts';
import type { MailSample, SampleLetter } from './wire.ts';

/** What writes a mail that leaves writes its sample: only who and what it tells of is made up. */
const SAMPLES: Record<MailKind, (of: Of) => Wordings> = {
  'account.mail': accounts,
  'answer.mail': answers,
  'calendar.mail': notOpened,
  'digest.mail': digests,
  'digest.test': digestTests,
  'guest.mail': guests,
  'inbox.call': calls,
  'inbox.mail': messages,
  'invitation.mail': invitations,
  'leaving.mail': leaving,
  'lifted.mail': lifted,
  'legal.appeal': appeals,
  'legal.decided': outcomes,
  'legal.receipt': receipts,
  'mediation.mail': mediations,
  'notice.mail': notices,
  'relay.mail': relays,
  'removals.mail': removals,
  'report.mail': reports,
  'restorations.mail': restorations,
  'review.mail': reviews,
  'statement.mail': statements,
  'takeout.mail': takeout,
  'webhook.off': webhooks,
};

/** Every wording of every kind of mail, in both languages. What is signed in them is good for nothing. */
export function mailSamples(config: Config, site: Site): MailSample[] {
  const unsigned = { ...config, secret: 'of no use' };
  const made = (kind: MailKind, locale: Locale) => SAMPLES[kind]({ config: unsigned, site, locale });
  return MAIL_KINDS.flatMap((kind) => {
    const [fr, en] = [made(kind, 'fr'), made(kind, 'en')];
    return Object.keys(fr).map((wording) => ({ kind, wording, fr: asSeen(fr[wording]!), en: asSeen(en[wording]!) }));
  });
}

export const asSeen = ({ subject, text, html, headers }: Omit<Mail, 'to'>): SampleLetter => ({
  subject,
  text,
  html,
  unsubscribe: headers?.['list-unsubscribe'] ?? null,
});
