import { eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { spacesOf } from '../members/queries.ts';
import { journalistOf } from '../relays/queries.ts';
import { maySee } from './policy.ts';
import { itemBy } from './queries.ts';

export type MessageMail = { memberId: number; messageId: number };

/** Somebody of the newsroom is called in a note on what was written to it alone, or is given it: `byId` does so. */
export type CallMail = { memberId: number; byId: number; itemId: number; what: 'called' | 'given' };

export const inboxOutbox = (deps: Deps): OutboxHandlers => ({
  'inbox.mail': (mail: MessageMail) => send(deps, mail),
  'inbox.call': (mail: CallMail) => call(deps, mail),
});

/** Nothing to who may not read it any more, and not a word of it to anybody. */
async function call({ db, config, mail }: Deps, { memberId, byId, itemId, what }: CallMail) {
  const item = await itemBy(db.read, itemId);
  const journalist = item && (await journalistOf(db.read, { memberId, siteId: item.siteId }));
  if (!item || !journalist) return;
  const site = (await findSite(db.read, item.siteId))!;
  const { account, member } = journalist;
  if (!maySee({ site, member, spaces: await spacesOf(db.read, member) }, item)) return;
  const { members } = db.read.t;
  const [by] = await db.read.select({ name: members.name }).from(members).where(eq(members.id, byId));
  const url = `${siteUrl(config, site)}/admin/#/inbox/all/${item.uid}`;
  await mail({ to: account.email, ...callLetter({ site, locale: account.locale as Locale, what, by: by!.name, url }) });
}

type Call = { site: Site; locale: Locale; what: CallMail['what']; by: string; url: string };

export function callLetter({ site, locale, what, by, url }: Call): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const blocks = [t(`inbox.mail.${what}`, { by }), { link: t('inbox.mail.link'), url }];
  return writeLetter({ locale, subject: t(`inbox.mail.subject.${what}`, { by }), blocks, site });
}

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
