import type { Config } from '../config.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { textOf } from '../markdown/text-of.ts';
import { shorten } from '../markdown/shorten.ts';
import { signUnsubscribe } from '../notifications/unsubscribe-token.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { Picked } from './picks.ts';
import type { Audience } from './wire.ts';

/** What the newsroom sends: one source, whatever the letter. */
export const SOURCE = { utm_source: 'letter', utm_medium: 'email' };

/** `digest`: its outside id, which its way out names. */
export type Written = {
  title: string;
  source: string;
  html: string;
  audience: Audience & { name: string };
  campaign: string;
  digest: string;
};
type Told = { site: Site; locale: Locale; member: string; threads: Picked[] };

/** The editor's words and the conversations they chose, in a frame of the reader's language, with one click out of all letters (RFC 8058). */
export function writeDigest(
  config: Pick<Config, 'publicUrl' | 'secret'>,
  letter: Written,
  { site, locale, member, threads }: Told,
): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const base = siteUrl(config, site);
  const { kind, name } = letter.audience;
  const said = `?${new URLSearchParams({ ...SOURCE, utm_campaign: letter.campaign }).toString()}`;
  const unsubscribe = `${base}/unsubscribe/${signUnsubscribe(config.secret!, member, 'letters', letter.digest)}`;
  const blocks: Block[] = [
    ...(letter.source.trim() ? [{ html: letter.html, text: letter.source.trim() }] : []),
    ...threads.flatMap((thread): Block[] => [
      { heading: nameOf(thread) },
      ...(thread.html ? [{ quote: shorten(textOf(thread.html)) }] : []),
      { link: t('digests.join', { n: thread.count }), url: `${base}${threadPath(thread)}${said}` },
    ]),
    t(`digests.why_${kind}`, { name, forum: site.settings.forumName }),
    { link: t('digests.manage'), url: `${base}/notifications/settings#letters` },
    { link: t('digests.out'), url: unsubscribe },
  ];
  return {
    ...writeLetter({ locale, subject: letter.title, blocks, site }),
    headers: { 'list-unsubscribe': `<${unsubscribe}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
  };
}

const nameOf = ({ title, articleTitle, articleKey }: Picked) => title ?? articleTitle ?? articleKey ?? '';
