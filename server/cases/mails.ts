import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import { presentStatement } from '../posts/present.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { aboutPost, statementBy, type StatementRow } from './queries.ts';

export const statementOutbox = (deps: Deps): OutboxHandlers => ({
  'statement.mail': ({ statement }: { statement: string }) => sendStatement(deps, statement),
});

/**
 * The statement of reasons, in full (DSA art. 17(3)), to its author. Not to an address that nobody has proved: a
 * stranger must not be sent what somebody else wrote.
 */
async function sendStatement({ db, config, mail }: Deps, uid: string): Promise<void> {
  const row = (await statementBy(db.read, uid))!;
  const account = await accountOfMember(db.read, row.memberId);
  if (!account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, row.siteId))!;
  const about = await aboutPost(db.read, row.postId);
  await mail({ to: account.email, ...letter(config, { site, row, about }, account.locale as Locale) });
}

type Told = { site: Site; row: StatementRow; about: Awaited<ReturnType<typeof aboutPost>> };

function letter(config: Config, { site, row, about }: Told, locale: Locale) {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const { rule, passages, note, url } = presentStatement(config, site, row);
  const blocks: Block[] = [
    t(about.published ? 'statement.removed' : 'statement.refused', {
      date: dateOf(locale, row.at, site.timeZone),
      site: site.settings.name,
      written: dateOf(locale, about.at, site.timeZone),
    }),
    { link: t('quote', { text: about.title }), url: `${siteUrl(config, site)}/t/${about.threadUid}` },
    { link: t('mail.statement.rule', { number: rule.number, title: rule.title }), url: rule.url },
    ...titled(t('statement.passages'), passages),
    ...titled(t('statement.note'), note ? [note] : []),
    t(row.automatedDetection ? 'statement.detected' : row.source === 'notice' ? 'statement.reported' : 'statement.seen'),
    t('statement.removal'),
    t('statement.how'),
    { link: t('mail.statement.link'), url },
  ];
  return writeLetter({ locale, subject: t('mail.statement.subject', { site: site.settings.name }), blocks });
}

const titled = (title: string, quotes: string[]): Block[] => (quotes.length > 0 ? [title, ...quotes.map((quote) => ({ quote }))] : []);
