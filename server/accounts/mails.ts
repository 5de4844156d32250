import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { publishWaiting } from './confirm-email.ts';
import { isConnecting } from './next.ts';
import { makeKey } from './one-time-key.ts';
import { accountById, type AccountRecord } from './queries.ts';
import type { KeyPurpose } from './schema.ts';

/** `accountId` is null where the address that was typed has no account: then nobody is written to. */
type AccountMail = { accountId: number | null; siteId: number | null; next: string } & (
  | { purpose: 'confirm' | 'known' | 'link' | 'reset' | 'changed' | 'prove' }
  | { purpose: 'factors'; change: FactorChange }
);

/** What changed of the ways in beside the password: its owner hears of each, for it may have been somebody else. */
export type FactorChange =
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'totpEnabled'
  | 'totpDisabled'
  | 'recoveryMade'
  | 'recoveryUsed'
  | 'factorsReset';

/** In the transaction of what it tells of. A window of an embed is long closed when its mail is read: nothing to go on to. */
export const queueMail = (tx: Writer, mail: AccountMail, now: Date) =>
  addToOutbox(tx, { kind: 'account.mail', siteId: mail.siteId, data: { ...mail, next: isConnecting(mail.next) ? '/' : mail.next } }, now);

export const accountOutbox = (deps: Deps): OutboxHandlers => ({
  'account.mail': (mail: AccountMail) => sendMail(deps, mail),
  'account.confirmed': async ({ accountId }: { accountId: number }) => void (await publishWaiting(deps, accountId)),
});

/** The key is made when its mail leaves, so that no row but the mail itself ever holds it. */
async function sendMail(deps: Deps, mail: AccountMail): Promise<void> {
  const { purpose, accountId, siteId, next } = mail;
  const { db, config, now } = deps;
  const account = accountId === null ? null : await accountById(db.read, accountId);
  if (!account?.email || (purpose === 'confirm' && account.emailConfirmedAt)) return;
  const site = siteId === null ? null : await findSite(db.read, siteId);
  const base = site ? siteUrl(config, site) : config.publicUrl.origin;
  const { kind, key, path } = LETTERS[purpose](account);
  const secret =
    key && (await db.write((tx) => makeKey(tx, { purpose: key, accountId, data: { next, ...(site && { siteId: site.id }) }, now: now() })));
  const url = secret ? `${base}${path}/${secret}` : `${base}${path}`;
  const change: FactorChange | '' = mail.purpose === 'factors' ? mail.change : '';
  await deps.mail({ to: account.email, asked: true, ...accountLetter(kind, { locale: account.locale as Locale, site, url, change }) });
}

export type AccountLetterKind = 'confirm' | 'known' | 'unproved' | 'link' | 'unprovedLink' | 'reset' | 'changed' | 'prove' | 'factors';
type Letter = { kind: AccountLetterKind; key: KeyPurpose | null; path: string };

/**
 * An address that nobody has proved gets no link that signs in as the account stands: whoever made it may have been
 * somebody else, who knows its password. Choosing a new one proves the address and shuts them out.
 */
const LETTERS: Record<AccountMail['purpose'], (account: AccountRecord) => Letter> = {
  confirm: () => ({ kind: 'confirm', key: 'confirm', path: '/confirm' }),
  known: ({ emailConfirmedAt }) =>
    emailConfirmedAt ? { kind: 'known', key: 'signin', path: '/signin' } : { kind: 'unproved', key: 'reset', path: '/reset' },
  link: ({ emailConfirmedAt }) =>
    emailConfirmedAt ? { kind: 'link', key: 'signin', path: '/signin' } : { kind: 'unprovedLink', key: 'reset', path: '/reset' },
  reset: () => ({ kind: 'reset', key: 'reset', path: '/reset' }),
  changed: () => ({ kind: 'changed', key: null, path: '/forgot' }),
  prove: () => ({ kind: 'prove', key: 'prove', path: '/account/confirm-it-is-you' }),
  factors: () => ({ kind: 'factors', key: null, path: '/account' }),
};

type Told = { locale: Locale; site: Site | null; url: string; change: FactorChange | '' };

/** The name somebody typed is not in it: a stranger could write to anyone by way of it. */
export function accountLetter(kind: AccountLetterKind, { locale, site, url, change }: Told): Omit<Mail, 'to'> {
  const words = { site: site?.settings.name ?? 'Terrasse', change };
  const t = (part: 'subject' | 'what' | 'link' | 'life' | 'notYou') =>
    translate(locale, `mail.${kind}.${part}` satisfies MessageKey, words);
  const blocks: Block[] = [t('what'), { link: t('link'), url }, t('life'), t('notYou')];
  return writeLetter({ locale, subject: t('subject'), blocks, site });
}
