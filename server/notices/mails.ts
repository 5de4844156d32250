import { reversalOf } from '../appeals/queries.ts';
import { groundWords } from '../cases/ground-words.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { signProof } from './proof-token.ts';
import { noticeBy, type NoticeRecord } from './queries.ts';

export const legalNoticeOutbox = (deps: Deps): OutboxHandlers => ({
  'legal.receipt': ({ notice }: { notice: string }) => send(deps, notice, receiptLetter),
  'legal.decided': ({ notice }: { notice: string }) => send(deps, notice, decidedLetter),
});

type Told = Pick<NoticeRecord, 'uid' | 'email' | 'locale' | 'ground' | 'url' | 'outcome' | 'at' | 'contestableUntil'>;
type Facts = { config: Config; site: Site; notice: Told; reversal: Awaited<ReturnType<typeof reversalOf>> };
type Letter = Omit<Mail, 'to'>;

/** To an address that perhaps nobody proved: nothing that a stranger typed is in it, but what their address shows. */
async function send({ db, config, mail }: Deps, uid: string, write: (facts: Facts) => Letter): Promise<void> {
  const notice = await noticeBy(db.read, uid);
  if (!notice?.email) return;
  const site = (await findSite(db.read, notice.siteId))!;
  await mail({ to: notice.email, ...write({ config, site, notice, reversal: await reversalOf(db.read, notice) }) });
}

export function receiptLetter({ config, site, notice }: Facts): Letter {
  const { t, locale, when } = wordsOf({ site, notice });
  const url = pageOf(config, site, notice);
  const blocks: Block[] = [
    t('mail.legal.receipt.what', { date: when(notice.at), ground: groundWords(t, notice.ground) }),
    { link: t('mail.legal.receipt.post'), url: notice.url },
    t('mail.legal.receipt.next'),
    { link: t('mail.legal.receipt.prove'), url: `${url}/proof/${signProof(config.secret!, notice)}` },
    { link: t('mail.legal.follow'), url },
    t('mail.legal.notYou'),
  ];
  return writeLetter({ locale, subject: t('mail.legal.receipt.subject', { site: site.settings.name }), blocks, site });
}

/** With its reasons and the ways to contest it (DSA, art. 16(5)); its page has them in full. */
export function decidedLetter({ config, site, notice, reversal }: Facts): Letter {
  const { t, locale, when } = wordsOf({ site, notice });
  const blocks: Block[] = [
    ...(reversal
      ? [t('legal.outcome.reversed', { date: when(reversal.at), now: reversal.now }), t('legal.notice.answer'), { quote: reversal.answer }]
      : [t(`legal.outcome.${notice.outcome ?? 'none'}`)]),
    { link: t('mail.legal.receipt.post'), url: notice.url },
    t('legal.means.person'),
    t('legal.redress.notifier', { date: when(notice.contestableUntil!) }),
    ...disputeLinks(t, site),
    { link: t('mail.legal.follow'), url: pageOf(config, site, notice) },
  ];
  return writeLetter({ locale, subject: t('mail.legal.decided.subject', { site: site.settings.name }), blocks, site });
}

function wordsOf({ site, notice }: Pick<Facts, 'site' | 'notice'>) {
  const locale = notice.locale as Locale;
  return {
    locale,
    t: (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args),
    when: (date: Date) => momentOf(locale, date, site.timeZone),
  };
}

const pageOf = (config: Config, site: Site, { uid }: Told) => `${siteUrl(config, site)}/notices/${uid}`;
