import { reversalOf } from '../appeals/queries.ts';
import { groundWords } from '../cases/ground-words.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { signProof } from './proof-token.ts';
import { noticeBy, type NoticeRecord } from './queries.ts';

export const legalNoticeOutbox = (deps: Deps): OutboxHandlers => ({
  'legal.receipt': ({ notice }: { notice: string }) => send(deps, notice, receipt),
  'legal.decided': ({ notice }: { notice: string }) => send(deps, notice, decided),
});

type Reversal = Awaited<ReturnType<typeof reversalOf>>;
type Letter = {
  deps: Deps;
  site: Site;
  notice: NoticeRecord;
  reversal: Reversal;
  t: (key: MessageKey, args?: Record<string, string | number>) => string;
};
type Written = { subject: string; blocks: Block[] };

/** To an address that perhaps nobody proved: nothing that a stranger typed is in it, but what their address shows. */
async function send(deps: Deps, uid: string, write: (letter: Letter) => Written): Promise<void> {
  const notice = await noticeBy(deps.db.read, uid);
  if (!notice?.email) return;
  const site = (await findSite(deps.db.read, notice.siteId))!;
  const locale = notice.locale as Locale;
  const t: Letter['t'] = (key, args) => translate(locale, key, args);
  const reversal = await reversalOf(deps.db.read, notice);
  await deps.mail({ to: notice.email, ...writeLetter({ locale, ...write({ deps, site, notice, reversal, t }) }) });
}

function receipt({ deps, site, notice, t }: Letter): Written {
  const url = pageOf(deps, site, notice);
  return {
    subject: t('mail.legal.receipt.subject', { site: site.settings.name }),
    blocks: [
      t('mail.legal.receipt.what', {
        date: momentOf(notice.locale as Locale, notice.at, site.timeZone),
        ground: groundWords(t, notice.ground),
      }),
      { link: t('mail.legal.receipt.post'), url: notice.url },
      t('mail.legal.receipt.next'),
      { link: t('mail.legal.receipt.prove'), url: `${url}/proof/${signProof(deps.config.secret!, notice)}` },
      { link: t('mail.legal.follow'), url },
      t('mail.legal.notYou'),
    ],
  };
}

/** With its reasons and the ways to contest it (DSA, art. 16(5)); its page has them in full. */
function decided({ deps, site, notice, reversal, t }: Letter): Written {
  const when = (date: Date) => momentOf(notice.locale as Locale, date, site.timeZone);
  return {
    subject: t('mail.legal.decided.subject', { site: site.settings.name }),
    blocks: [
      ...(reversal
        ? [
            t('legal.outcome.reversed', { date: when(reversal.at), now: reversal.now }),
            t('legal.notice.answer'),
            { quote: reversal.answer },
          ]
        : [t(`legal.outcome.${notice.outcome ?? 'none'}`)]),
      { link: t('mail.legal.receipt.post'), url: notice.url },
      t('legal.means.person'),
      t('legal.redress.notifier', { date: when(notice.contestableUntil!) }),
      ...disputeLinks(t, site),
      { link: t('mail.legal.follow'), url: pageOf(deps, site, notice) },
    ],
  };
}

const pageOf = ({ config }: Deps, site: Site, { uid }: NoticeRecord) => `${siteUrl(config, site)}/notices/${uid}`;
