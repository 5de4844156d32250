import { count, eq, min } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import { groundWords } from '../cases/ground-words.ts';
import { statementBy } from '../cases/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import { presentStatement } from '../posts/present.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';

export const sanctionOutbox = (deps: Deps): OutboxHandlers => ({
  'lifted.mail': ({ statement, reason }: { statement: string; reason: string }) => sendLifted(deps, statement, reason),
  'removals.mail': ({ decision }: { decision: number }) => sendRemovals(deps, decision),
  'restorations.mail': (of: { removal: number; decision: number }) => sendRestorations(deps, of),
});

/** What was asked of somebody is over before its time. */
async function sendLifted(deps: Deps, uid: string, reason: string): Promise<void> {
  const letter = await about(deps, uid);
  if (!letter) return;
  const { t, send, row, when, url } = letter;
  await send(t('mail.lifted.subject', { site: letter.name }), [
    t('mail.lifted.what', { date: when(row.at), site: letter.name }),
    t(`statement.taken.${row.kind}`),
    t('mail.lifted.reason'),
    { quote: reason },
    { link: t('mail.statement.link'), url },
  ]);
}

/** One letter for all the posts that a decision took; each has its own statement, which its page leads to. */
async function sendRemovals(deps: Deps, decision: number): Promise<void> {
  const all = await takenBy(deps, decision);
  const letter = all.first && (await about(deps, all.first));
  if (!letter) return;
  const { t, send, row, when, rule, base } = letter;
  await send(t('mail.removals.subject', { site: letter.name, n: all.n }), [
    t('mail.removals.what', { n: all.n, date: when(row.at), site: letter.name }),
    ...(row.legalGround ? [t('mail.statement.law', { ground: groundWords(t, row.legalGround) })] : []),
    ...(rule ? [{ link: t('mail.statement.rule', { number: rule.number, title: rule.title }), url: rule.url }] : []),
    ...(row.note ? [t('statement.note'), { quote: row.note }] : []),
    t(`statement.source.${row.source}`),
    `${t('statement.notDetected')} ${t('legal.means.person')}`,
    t('statement.how'),
    ...letter.bodies,
    ...(row.contestableUntil ? [t('mail.statement.contest', { date: when(row.contestableUntil) })] : []),
    { link: t('mail.removals.link'), url: `${base}/account/posts` },
  ]);
}

/** All of them are as they were before. */
async function sendRestorations(deps: Deps, { removal, decision }: { removal: number; decision: number }): Promise<void> {
  const { decisions } = deps.db.read.t;
  const [given] = await deps.db.read.select({ note: decisions.note }).from(decisions).where(eq(decisions.id, decision));
  const { n, first } = await takenBy(deps, removal);
  const letter = first && (await about(deps, first));
  if (!letter) return;
  const { t, send, row, when, base } = letter;
  await send(t('mail.restorations.subject', { site: letter.name, n }), [
    t('mail.restorations.what', { n, date: when(row.at), site: letter.name }),
    t('mail.lifted.reason'),
    { quote: given!.note },
    { link: t('mail.restorations.link'), url: `${base}/account/posts` },
  ]);
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

/** Not to an address that nobody has proved. */
async function about({ db, config, mail }: Deps, uid: string) {
  const row = (await statementBy(db.read, uid))!;
  const account = await accountOfMember(db.read, row.memberId);
  if (!account?.email || !account.emailConfirmedAt) return null;
  const site = (await findSite(db.read, row.siteId))!;
  const locale = account.locale as Locale;
  const { url, rule } = presentStatement(config, site, row);
  return {
    row,
    url,
    rule,
    name: site.settings.name,
    base: siteUrl(config, site),
    bodies: disputeLinks((key) => translate(locale, key), site),
    t: (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args),
    when: (date: Date) => dateOf(locale, date, site.timeZone),
    send: (subject: string, blocks: Block[]) => mail({ to: account.email!, ...writeLetter({ locale, subject, blocks }) }),
  };
}
