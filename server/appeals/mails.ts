import { eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { noticeBy } from '../notices/queries.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { appealBy, type AppealRecord } from './queries.ts';

export const appealOutbox = (deps: Deps): OutboxHandlers => ({
  'legal.appeal': ({ appeal }: { appeal: string }) => sendAnswer(deps, appeal),
});

/** The reasoned answer (DSA, art. 20(5)), to whoever contested. */
async function sendAnswer({ db, config, mail }: Deps, uid: string): Promise<void> {
  const appeal = (await appealBy(db.read, uid))!;
  const to = await addressee(db.read, appeal);
  if (!to) return;
  const site = (await findSite(db.read, appeal.siteId))!;
  await mail({ to: to.email, ...appealLetter(config, site, { ...to, appeal }) });
}

type Answered = { appeal: Pick<AppealRecord, 'state' | 'decidedAt' | 'answer' | 'alone'>; locale: Locale; path: string };

export function appealLetter(config: Config, site: Site, { appeal, locale, path }: Answered): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const blocks = [
    t(`appeal.outcome.${appeal.state as 'upheld'}`, { date: dateOf(locale, appeal.decidedAt!, site.timeZone) }),
    { quote: appeal.answer },
    ...(appeal.alone ? [t('appeal.alone')] : []),
    t('appeal.further'),
    ...disputeLinks(t, site),
    { link: t('mail.statement.link'), url: `${siteUrl(config, site)}${path}` },
  ];
  return writeLetter({ locale, subject: t('mail.legal.appeal.subject', { site: site.settings.name }), blocks, site });
}

async function addressee(
  reader: Reader,
  { statementId, noticeId }: AppealRecord,
): Promise<{ email: string; locale: Locale; path: string } | null> {
  if (noticeId !== null) {
    const { email, locale, uid } = (await noticeBy(reader, noticeId))!;
    return email === null ? null : { email, locale: locale as Locale, path: `/notices/${uid}` };
  }
  const { statements } = reader.t;
  const [statement] = await reader
    .select({ uid: statements.uid, memberId: statements.memberId })
    .from(statements)
    .where(eq(statements.id, statementId!));
  const account = await accountOfMember(reader, statement!.memberId);
  if (!account?.email || !account.emailConfirmedAt) return null;
  return { email: account.email, locale: account.locale as Locale, path: `/statements/${statement!.uid}` };
}
