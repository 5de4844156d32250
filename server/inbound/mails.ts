import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { ErrorCode } from '../wire.ts';

/** Why a mail became no public answer; `said` is what it said, given back so that nothing is lost. */
export type AnswerMail = {
  memberId: number;
  siteId: number;
  postUid: string;
  why: 'held' | 'refused' | 'used' | 'expired' | 'empty' | 'too_long' | 'other_sender';
  code?: ErrorCode;
  said: string;
};

export const inboundOutbox = (deps: Deps): OutboxHandlers => ({ 'answer.mail': (mail: AnswerMail) => send(deps, mail) });

async function send({ db, config, mail }: Deps, answer: AnswerMail) {
  const account = await accountOfMember(db.read, answer.memberId);
  if (!account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, answer.siteId))!;
  const url = `${siteUrl(config, site)}/p/${answer.postUid}`;
  await mail({ to: account.email, ...answerLetter({ ...answer, site, url, locale: account.locale as Locale }) });
}

type Facts = Pick<AnswerMail, 'why' | 'code' | 'said'> & { site: Site; url: string; locale: Locale };

/** RFC 3834 §5: no machine answers it. */
export function answerLetter({ why, code, said, site, url, locale }: Facts): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const blocks: Block[] = [
    t(`answerMail.${why}`, { reason: code ? t(`error.${code}`, { seconds: 0, date: '' }) : '' }),
    { link: t('answerMail.link'), url },
    ...(said ? [t('answerMail.said'), { quote: said }] : []),
  ];
  const subject = t('answerMail.subject', { forum: site.settings.forumName, why });
  return { ...writeLetter({ locale, subject, blocks, site }), headers: { 'auto-submitted': 'auto-replied' } };
}
