import { eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { itemBy } from './queries.ts';

export type MessageMail = { memberId: number; messageId: number };

export const inboxOutbox = (deps: Deps): OutboxHandlers => ({ 'inbox.mail': (mail: MessageMail) => send(deps, mail) });

/** What the newsroom wrote, as it stands when the mail leaves; nothing to whoever has left, or proved no address. */
async function send({ db, config, mail }: Deps, { memberId, messageId }: MessageMail) {
  const { inboxMessages } = db.read.t;
  const [message] = await db.read.select().from(inboxMessages).where(eq(inboxMessages.id, messageId));
  const account = await accountOfMember(db.read, memberId);
  if (!message || !account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, message.siteId))!;
  const item = (await itemBy(db.read, message.itemId))!;
  const subject = item.subject ?? item.articleTitle ?? item.articleKey ?? '';
  const url = `${siteUrl(config, site)}/messages/${item.uid}`;
  const lane = item.lane === 'correction' ? 'correction' : 'message';
  await mail({ to: account.email, ...messageLetter({ site, locale: account.locale as Locale, lane, subject, said: message.text, url }) });
}

type Facts = { site: Site; locale: Locale; lane: 'correction' | 'message'; subject: string; said: string; url: string };

export function messageLetter({ site, locale, lane, subject, said, url }: Facts): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const blocks = [
    t(`messages.mail.${lane}`, { subject }),
    { quote: said },
    t('messages.mail.here'),
    { link: t('messages.mail.link'), url },
  ];
  return writeLetter({ locale, subject: t('messages.mail.subject', { subject }), blocks, site });
}
