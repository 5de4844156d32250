import { accountById } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { departureOf } from './own.ts';
import { takeoutByUid } from './takeout.ts';

export const ownOutbox = (deps: Deps): OutboxHandlers => ({
  'takeout.mail': async ({ takeout }: { takeout: string }) => {
    const row = await takeoutByUid(deps.db.read, takeout);
    if (row) await send(deps, { ...row, about: 'takeout', path: '/account/data', date: row.expiresAt });
  },
  'leaving.mail': async ({ accountId, siteId }: { accountId: number; siteId: number | null }) => {
    const date = await departureOf(deps.db.read, accountId);
    if (date) await send(deps, { accountId, siteId, about: 'leaving', path: '/account/leave', date });
  },
});

type Telling = { accountId: number; siteId: number | null; about: 'takeout' | 'leaving'; path: string; date: Date };

/** Never to an address that nobody has proved. */
async function send({ db, config, mail }: Deps, { accountId, siteId, ...telling }: Telling) {
  const account = await accountById(db.read, accountId);
  if (!account?.email || !account.emailConfirmedAt) return;
  const site = siteId === null ? null : await findSite(db.read, siteId);
  const base = site ? siteUrl(config, site) : config.publicUrl.origin;
  await mail({ to: account.email, ...ownLetter({ ...telling, locale: account.locale as Locale, site, url: `${base}${telling.path}` }) });
}

type Told = Pick<Telling, 'about' | 'date'> & { locale: Locale; site: Site | null; url: string };

export function ownLetter({ locale, site, about, date, url }: Told): Omit<Mail, 'to'> {
  const words = { site: site?.settings.name ?? 'Terrasse', date: dateOf(locale, date, site?.timeZone ?? 'UTC') };
  const t = (part: 'subject' | 'what' | 'link' | 'notYou') => translate(locale, `${about}.mail.${part}` satisfies MessageKey, words);
  return writeLetter({ locale, subject: t('subject'), blocks: [t('what'), { link: t('link'), url }, t('notYou')], site });
}
