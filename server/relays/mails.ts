import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { relayAddress } from '../inbound/addresses.ts';
import { isSecret } from '../inbox/policy.ts';
import { itemBy } from '../inbox/queries.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { textOf } from '../markdown/text-of.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { relayUrl } from './link.ts';
import { journalistOf, relayBy, runs } from './queries.ts';
import { questionOf, titleOf } from './question.ts';

/** Why a mail was not taken. */
export type RelayWord = 'other_sender' | 'used' | 'empty' | 'too_long';
/** `version`: of the text that the link confirms; of a reminder, WRITING where none waits. */
export type RelayMail = { relayId: number; what: 'asked' | 'confirm' | 'remind' | RelayWord; version: number };

export const relayOutbox = (deps: Deps): OutboxHandlers => ({ 'relay.mail': (mail: RelayMail) => send(deps, mail) });

/** As it stands when the mail leaves: nothing to whoever is no longer of the newsroom, nor of a text that another has replaced. */
async function send({ db, config, mail, now }: Deps, { relayId, what, version }: RelayMail) {
  const relay = await relayBy(db.read, relayId);
  const journalist = relay && (await journalistOf(db.read, relay));
  const item = relay && (await itemBy(db.read, relay.itemId));
  if (!relay || !journalist || !item?.there) return;
  const confirms = what === 'confirm' || (what === 'remind' && relay.state === 'waiting');
  if (isAsking(what) && (!runs(relay, now()) || (confirms && relay.version !== version))) return;
  const site = (await findSite(db.read, relay.siteId))!;
  const account = (await accountOfMember(db.read, relay.memberId))!;
  const replyTo = what === 'asked' || what === 'remind' ? relayAddress(config, relay.id) : null;
  const letter = relayLetter({
    what,
    byMail: replyTo !== null,
    site,
    locale: account.locale as Locale,
    asker: item.byName,
    by: relay.byName,
    word: relay.word,
    title: titleOf(item),
    secret: isSecret(item),
    confirms,
    question: textOf(await questionOf(db.read, item)),
    said: relay.source ?? '',
    url: relayUrl(config, site, relay.uid, version),
  });
  await mail({ to: account.email!, ...letter, ...(replyTo && { replyTo }) });
}

type Asking = Exclude<RelayMail['what'], RelayWord>;

const isAsking = (what: RelayMail['what']): what is Asking => what === 'asked' || what === 'confirm' || what === 'remind';

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
  /** Between who asks and the newsroom alone. */
  secret: boolean;
  /** The link is one that confirms. */
  confirms: boolean;
  question: string;
  said: string;
  url: string;
};

export function relayLetter({
  what,
  byMail,
  site,
  locale,
  asker,
  by,
  word,
  title,
  secret,
  confirms,
  question,
  said,
  url,
}: Facts): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const how = t(secret ? (byMail ? 'relay.mail.howSecret' : 'relay.mail.howSecretHere') : byMail ? 'relay.mail.how' : 'relay.mail.howHere');
  const check: Block = { link: t(secret ? 'relay.mail.checkSecret' : 'relay.mail.check'), url };
  const blocks: Record<Asking, Block[]> = {
    asked: [
      t('relay.mail.asked', { by, asker, title }),
      { quote: question },
      ...(word ? [t('relay.mail.word', { by }), { quote: word }] : []),
      how,
      { link: t('relay.mail.write'), url },
    ],
    confirm: [t('relay.mail.confirm', { title }), { quote: said }, check, t('relay.mail.notYou')],
    remind: confirms
      ? [t('relay.mail.remindConfirm', { title }), { quote: said }, check]
      : [t('relay.mail.remind', { by, asker, title }), { quote: question }, how, { link: t('relay.mail.write'), url }],
  };
  const subject = t(`relay.mail.subject.${isAsking(what) ? what : 'word'}`, { title });
  const letter = writeLetter({
    locale,
    subject,
    blocks: isAsking(what) ? blocks[what] : [t(`relay.mail.${what}`, { title }), { link: t('relay.mail.write'), url }],
    site,
  });
  // RFC 3834 §5: no machine answers what a machine was the reason for.
  return what === 'asked' || what === 'remind' ? letter : { ...letter, headers: { 'auto-submitted': 'auto-replied' } };
}
