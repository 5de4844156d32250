import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { webhookBy } from './queries.ts';

export const webhookOutbox = (deps: Deps): OutboxHandlers => ({
  'webhook.off': (data: Off) => tellManager(deps, data),
});

type Off = { webhook: string; siteId: number; memberId: number };

/** An address was given up: whoever runs the site learns it from us, not from what is missing. */
async function tellManager({ db, config, mail }: Deps, { webhook, siteId, memberId }: Off) {
  const [row, account] = [await webhookBy(db.read, siteId, webhook), await accountOfMember(db.read, memberId)];
  if (!row || !account?.email) return;
  const site = (await findSite(db.read, siteId))!;
  await mail({ to: account.email, ...webhookOffLetter(config, site, { locale: account.locale as Locale, url: row.url }) });
}

export function webhookOffLetter(config: Config, site: Site, { locale, url }: { locale: Locale; url: string }): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const named = { site: site.settings.name, url };
  const blocks = [
    t('webhooks.mail.what', named),
    t('webhooks.mail.kept'),
    { link: t('webhooks.mail.link'), url: `${siteUrl(config, site)}/admin/#/settings/webhooks` },
  ];
  return writeLetter({ locale, subject: t('webhooks.mail.subject', named), blocks, site });
}
