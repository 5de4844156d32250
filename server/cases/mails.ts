import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { textOf } from '../markdown/text-of.ts';
import { presentStatement } from '../posts/present.ts';
import { disputeLinks } from '../sites/dispute-bodies.tsx';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { groundWords } from './ground-words.ts';
import { aboutPost, statementsIn, type StatementRow } from './queries.ts';

export const statementOutbox = (deps: Deps): OutboxHandlers => ({
  'statement.mail': ({ decision }: { decision: number }) => sendStatements(deps, decision),
});

/**
 * What a decision took of somebody, in one letter, its reasons in full (DSA art. 17(3), a to f). Not to an address that
 * nobody has proved: a stranger must not be sent what somebody else wrote.
 */
async function sendStatements({ db, config, mail }: Deps, decision: number): Promise<void> {
  const rows = await statementsIn(db.read, decision);
  const { memberId, siteId } = rows[0]!;
  const account = await accountOfMember(db.read, memberId);
  if (!account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, siteId))!;
  const postId = rows.find((row) => row.postId !== null)?.postId ?? null;
  const about = postId === null ? null : await aboutPost(db.read, postId);
  await mail({ to: account.email, ...statementLetter(config, { site, rows, about }, account.locale as Locale) });
}

type Told = { site: Site; rows: StatementRow[]; about: Awaited<ReturnType<typeof aboutPost>> | null };
type Words = { t: (key: MessageKey, args?: Record<string, string | number>) => string; when: (date: Date) => string };

export function statementLetter(config: Config, told: Told, locale: Locale): Omit<Mail, 'to'> {
  const t: Words['t'] = (key, args) => translate(locale, key, args);
  const { site, rows } = told;
  const when = (date: Date) => dateOf(locale, date, site.timeZone);
  const [row] = rows as [StatementRow]; // its grounds, its facts and its periods are the decision's
  const { rule, passages } = presentStatement(config, site, row);
  const note = notesOf(rows);
  const blocks: Block[] = [
    ...introOf(config, told, { t, when }),
    ...rows.map((one) => takenBy(one, { t, when })),
    t(`statement.source.${row.source}`),
    ...titled(t('statement.passages'), passages),
    ...titled(t('statement.note'), note ? [note] : []),
    `${t(row.automatedDetection ? 'statement.detected' : 'statement.notDetected')} ${t(row.automatedDecision ? 'statement.decidedAlone' : 'legal.means.person')}`,
    ...(row.legalGround ? [t('mail.statement.law', { ground: groundWords(t, row.legalGround) })] : []),
    ...(rule ? [{ link: t('mail.statement.rule', { number: rule.number, title: rule.title }), url: rule.url }] : []),
    t('statement.how'),
    ...disputeLinks(t, site),
    ...(row.contestableUntil ? [t('mail.statement.contest', { date: when(row.contestableUntil) })] : []),
    ...rows.map((one) => ({ link: linkOf(one, { t, all: rows.length }), url: presentStatement(config, site, one).url })),
  ];
  const about = told.about ? 'post' : 'member';
  return writeLetter({ locale, subject: t('mail.statement.subject', { site: site.settings.name, about }), blocks, site });
}

const takenBy = ({ kind, until }: StatementRow, { t, when }: Words) =>
  `${t(`statement.taken.${kind}`)} ${t('statement.where')} ${until ? t('statement.until', { date: when(until) }) : t('statement.endless', { kind })}`;

const linkOf = ({ kind }: StatementRow, { t, all }: Pick<Words, 't'> & { all: number }) =>
  t(all === 1 ? 'mail.statement.link' : 'mail.statement.linkOf', { kind });

/** What was said of each, once: a measure repeats the decision's words before its own. */
const notesOf = (rows: StatementRow[]) => [...new Set(rows.flatMap(({ note }) => note.split('\n\n')))].filter(Boolean).join('\n\n');

function introOf(config: Config, { site, rows, about }: Told, { t, when }: Words): Block[] {
  const { at, kind } = rows[0]!;
  const facts = { date: when(at), site: site.settings.name };
  if (!about) return [t('statement.member', facts)];
  const written = when(about.at);
  return [
    t(about.published ? 'statement.removed' : 'statement.refused', { ...facts, written, kind }),
    { link: t('quote', { text: about.title }), url: `${siteUrl(config, site)}${about.path}` },
    ...(about.html ? [{ quote: textOf(about.html) }] : []),
  ];
}

const titled = (title: string, quotes: string[]): Block[] => (quotes.length > 0 ? [title, ...quotes.map((quote) => ({ quote }))] : []);
