import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { relayAddress } from '../inbound/addresses.ts';
import { itemBy } from '../inbox/queries.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { textOf } from '../markdown/text-of.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { relayUrl } from './link.ts';
import { journalistOf, relayBy, runs } from './queries.ts';

/** Why a mail was not taken. */
export type RelayWord = 'other_sender' | 'used' | 'empty' | 'too_long';
/** `version`: of the text that the link confirms. */
export type RelayMail = { relayId: number; what: 'asked' | 'confirm' | RelayWord; version: number };

export const relayOutbox = (deps: Deps): OutboxHandlers => ({ 'relay.mail': (mail: RelayMail) => send(deps, mail) });

/** As it stands when the mail leaves: nothing to whoever is no longer of the newsroom, nor of a text that another has replaced. */
async function send({ db, config, mail, now }: Deps, { relayId, what, version }: RelayMail) {
  const relay = await relayBy(db.read, relayId);
  const journalist = relay && (await journalistOf(db.read, relay));
  const item = relay && (await itemBy(db.read, relay.itemId));
  if (!relay || !journalist || !item?.there) return;
  if ((what === 'asked' || what === 'confirm') && (!runs(relay, now()) || (what === 'confirm' && relay.version !== version))) return;
  const site = (await findSite(db.read, relay.siteId))!;
  const account = (await accountOfMember(db.read, relay.memberId))!;
  const replyTo = what === 'asked' ? relayAddress(config, relay.id) : null;
  const letter = relayLetter({
    what,
    byMail: replyTo !== null,
    site,
    locale: account.locale as Locale,
    asker: item.byName,
    by: relay.byName,
    word: relay.word,
    title: item.threadTitle ?? item.articleTitle ?? item.articleKey ?? '',
    question: textOf(item.html ?? ''),
    said: relay.source ?? '',
    url: relayUrl(config, site, relay.uid, version),
  });
  await mail({ to: account.email!, ...letter, ...(replyTo && { replyTo }) });
}

type Facts = {
  what: RelayMail['what'];
  /** Mails arrive here. */
  byMail: boolean;
  site: Site;
  locale: Locale;
  /** Who asked, and who passes it on, with which word. */
  asker: string;
  by: string;
  word: string;
  title: string;
  question: string;
  said: string;
  url: string;
};

export function relayLetter({ what, byMail, site, locale, asker, by, word, title, question, said, url }: Facts): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const blocks: Record<'asked' | 'confirm', Block[]> = {
    asked: [
      t('relay.mail.asked', { by, asker, title }),
      { quote: question },
      ...(word ? [t('relay.mail.word', { by }), { quote: word }] : []),
      t(byMail ? 'relay.mail.how' : 'relay.mail.howHere'),
      { link: t('relay.mail.write'), url },
    ],
    confirm: [t('relay.mail.confirm', { title }), { quote: said }, { link: t('relay.mail.check'), url }, t('relay.mail.notYou')],
  };
  const subject = t(`relay.mail.subject.${what === 'asked' || what === 'confirm' ? what : 'word'}`, { title });
  const letter = writeLetter({
    locale,
    subject,
    blocks:
      what === 'asked' || what === 'confirm' ? blocks[what] : [t(`relay.mail.${what}`, { title }), { link: t('relay.mail.write'), url }],
    site,
  });
  // RFC 3834 §5: no machine answers what a machine was the reason for.
  return what === 'asked' ? letter : { ...letter, headers: { 'auto-submitted': 'auto-replied' } };
}
