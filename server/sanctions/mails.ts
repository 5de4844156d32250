import { count, eq, min } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import { groundWords } from '../cases/ground-words.ts';
import { statementBy, type StatementRow } from '../cases/queries.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { presentStatement } from '../posts/present.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';

export const sanctionOutbox = (deps: Deps): OutboxHandlers => ({
  'lifted.mail': ({ statement, reason }: { statement: string; reason: string }) => sendLifted(deps, statement, reason),
  'removals.mail': ({ decision }: { decision: number }) => sendRemovals(deps, decision),
  'restorations.mail': (of: { removal: number; decision: number }) => sendRestorations(deps, of),
});

/** What was asked of somebody is over before its time. */
async function sendLifted(deps: Deps, uid: string, reason: string): Promise<void> {
  const found = await about(deps, uid);
  if (found) await deps.mail({ to: found.to, ...liftedLetter(found, reason) });
}

async function sendRemovals(deps: Deps, decision: number): Promise<void> {
  const { n, first } = await takenBy(deps, decision);
  const found = first && (await about(deps, first));
  if (found) await deps.mail({ to: found.to, ...removalsLetter(found, n) });
}

/** All of them are as they were before. */
async function sendRestorations(deps: Deps, { removal, decision }: { removal: number; decision: number }): Promise<void> {
  const { decisions } = deps.db.read.t;
  const [given] = await deps.db.read.select({ note: decisions.note }).from(decisions).where(eq(decisions.id, decision));
  const { n, first } = await takenBy(deps, removal);
  const found = first && (await about(deps, first));
  if (found) await deps.mail({ to: found.to, ...restorationsLetter(found, { n, note: given!.note }) });
}

/** How many posts a removal took, and the statement of one. */
async function takenBy({ db: { read } }: Deps, decision: number): Promise<{ n: number; first: string | null }> {
  const { restrictions, statements } = read.t;
  const [all] = await read
    .select({ n: count(), first: min(statements.uid) })
    .from(restrictions)
    .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
    .where(eq(restrictions.decisionId, decision));
  return all!;
}

/** `row` is the statement of what was taken, or of one of it. */
type Facts = { config: Config; site: Site; row: StatementRow; locale: Locale };

/** Not to an address that nobody has proved. */
async function about({ db, config }: Deps, uid: string): Promise<(Facts & { to: string }) | null> {
  const row = (await statementBy(db.read, uid))!;
  const account = await accountOfMember(db.read, row.memberId);
  if (!account?.email || !account.emailConfirmedAt) return null;
  const site = (await findSite(db.read, row.siteId))!;
  return { config, site, row, locale: account.locale as Locale, to: account.email };
}

export function liftedLetter({ config, site, row, locale }: Facts, reason: string): Omit<Mail, 'to'> {
  const { t, date, name } = wordsOf({ site, row, locale });
  const blocks = [
    t('mail.lifted.what', { date, site: name }),
    t(`statement.taken.${row.kind}`),
    t('mail.lifted.reason'),
    { quote: reason },
    { link: t('mail.statement.link'), url: presentStatement(config, site, row).url },
  ];
  return writeLetter({ locale, subject: t('mail.lifted.subject', { site: name }), blocks, site });
}

/** One letter for all the posts that a decision took; each has its own statement, which its page leads to. */
export function removalsLetter({ config, site, row, locale }: Facts, n: number): Omit<Mail, 'to'> {
  const { t, date, name } = wordsOf({ site, row, locale });
  const { rule } = presentStatement(config, site, row);
  const blocks = [
    t('mail.removals.what', { n, date, site: name }),
    ...(row.legalGround ? [t('mail.statement.law', { ground: groundWords(t, row.legalGround) })] : []),
    ...(rule ? [{ link: t('mail.statement.rule', { number: rule.number, title: rule.title }), url: rule.url }] : []),
    ...(row.note ? [t('statement.note'), { quote: row.note }] : []),
    t(`statement.source.${row.source}`),
    `${t('statement.notDetected')} ${t('legal.means.person')}`,
    t('statement.how'),
    ...disputeLinks(t, site),
    ...(row.contestableUntil ? [t('mail.statement.contest', { date: dateOf(locale, row.contestableUntil, site.timeZone) })] : []),
    { link: t('mail.removals.link'), url: `${siteUrl(config, site)}/account/posts` },
  ];
  return writeLetter({ locale, subject: t('mail.removals.subject', { site: name, n }), blocks, site });
}

export function restorationsLetter({ config, site, row, locale }: Facts, { n, note }: { n: number; note: string }): Omit<Mail, 'to'> {
  const { t, date, name } = wordsOf({ site, row, locale });
  const blocks = [
    t('mail.restorations.what', { n, date, site: name }),
    t('mail.lifted.reason'),
    { quote: note },
    { link: t('mail.restorations.link'), url: `${siteUrl(config, site)}/account/posts` },
  ];
  return writeLetter({ locale, subject: t('mail.restorations.subject', { site: name, n }), blocks, site });
}

const wordsOf = ({ site, row, locale }: Omit<Facts, 'config'>) => ({
  t: (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args),
  date: dateOf(locale, row.at, site.timeZone),
  name: site.settings.name,
});
