import { makeKey } from '../accounts/one-time-key.ts';
import type { GuestClaim } from '../accounts/schema.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { translate, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';

export const queueGuestMail = (tx: Writer, siteId: number, guest: GuestClaim, now: Date) =>
  addToOutbox(tx, { kind: 'guest.mail', siteId, data: { siteId, guest } }, now);

export const guestOutbox = (deps: Deps): OutboxHandlers => ({
  'guest.mail': (mail: { siteId: number; guest: GuestClaim }) => sendLink(deps, mail),
});

/** The name that somebody typed is not in it: a stranger could write to anyone by way of it. Its page shows it. */
async function sendLink({ db, config, mail, now }: Deps, { siteId, guest }: { siteId: number; guest: GuestClaim }): Promise<void> {
  const site = (await findSite(db.read, siteId))!;
  const secret = await db.write((tx) => makeKey(tx, { purpose: 'guest', accountId: null, data: { siteId, guest }, now: now() }));
  const url = `${siteUrl(config, site)}/guest/${secret}`;
  await mail({ to: guest.email, ...guestLetter(site, { ...guest, url }) });
}

export function guestLetter(
  site: Site,
  { locale, origin, url }: Pick<GuestClaim, 'locale' | 'origin'> & { url: string },
): Omit<Mail, 'to'> {
  const t = (part: 'subject' | 'what' | 'link' | 'life' | 'notYou') =>
    translate(locale, `mail.guest.${part}` satisfies MessageKey, { site: site.settings.name, host: new URL(origin).host });
  return writeLetter({ locale, subject: t('subject'), blocks: [t('what'), { link: t('link'), url }, t('life'), t('notYou')], site });
}
