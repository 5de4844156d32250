import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import { textOf } from '../markdown/render.ts';
import { presentStatement } from '../posts/present.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { groundWords } from './ground-words.ts';
import { aboutPost, statementBy, type StatementRow } from './queries.ts';

export const statementOutbox = (deps: Deps): OutboxHandlers => ({
  'statement.mail': ({ statement }: { statement: string }) => sendStatement(deps, statement),
});

/**
 * The statement of reasons, in full (DSA art. 17(3), a to f), to its author. Not to an address that nobody has proved: a
 * stranger must not be sent what somebody else wrote.
 */
async function sendStatement({ db, config, mail }: Deps, uid: string): Promise<void> {
  const row = (await statementBy(db.read, uid))!;
  const account = await accountOfMember(db.read, row.memberId);
  if (!account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, row.siteId))!;
  const about = row.postId === null ? null : await aboutPost(db.read, row.postId);
  await mail({ to: account.email, ...letter(config, { site, row, about }, account.locale as Locale) });
}

type Told = { site: Site; row: StatementRow; about: Awaited<ReturnType<typeof aboutPost>> | null };
type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

function letter(config: Config, told: Told, locale: Locale) {
  const t: Translate = (key, args) => translate(locale, key, args);
  const { site, row } = told;
  const { rule, passages, note, url } = presentStatement(config, site, row);
  const when = (date: Date) => dateOf(locale, date, site.timeZone);
  const blocks: Block[] = [
    ...introOf(config, told, { t, when }),
    `${t(`statement.taken.${row.kind}`)} ${t('statement.where')} ${row.until ? t('statement.until', { date: when(row.until) }) : t('statement.endless', { kind: row.kind })}`,
    t(`statement.source.${row.source}`),
    ...titled(t('statement.passages'), passages),
    ...titled(t('statement.note'), note ? [note] : []),
    `${t(row.automatedDetection ? 'statement.detected' : 'statement.notDetected')} ${t(row.automatedDecision ? 'statement.decidedAlone' : 'legal.means.person')}`,
    ...(row.legalGround ? [t('mail.statement.law', { ground: groundWords(t, row.legalGround) })] : []),
    ...(rule ? [{ link: t('mail.statement.rule', { number: rule.number, title: rule.title }), url: rule.url }] : []),
    t('statement.how'),
    ...(row.contestableUntil ? [t('mail.statement.contest', { date: when(row.contestableUntil) })] : []),
    { link: t('mail.statement.link'), url },
  ];
  return writeLetter({ locale, subject: t('mail.statement.subject', { site: site.settings.name }), blocks });
}

function introOf(config: Config, { site, row, about }: Told, { t, when }: { t: Translate; when: (date: Date) => string }): Block[] {
  const facts = { date: when(row.at), site: site.settings.name };
  if (!about) return [t('statement.member', facts)];
  const written = when(about.at);
  return [
    t(about.published ? 'statement.removed' : 'statement.refused', { ...facts, written, kind: row.kind }),
    { link: t('quote', { text: about.title }), url: `${siteUrl(config, site)}${about.path}` },
    ...(about.html ? [{ quote: textOf(about.html) }] : []),
  ];
}

const titled = (title: string, quotes: string[]): Block[] => (quotes.length > 0 ? [title, ...quotes.map((quote) => ({ quote }))] : []);
