import { campaignIn } from '../audience/came-by.ts';
import type { Config } from '../config.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
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
  const from = (url: string) => withCampaign(url, { base, campaign: letter.campaign });
  const unsubscribe = `${base}/unsubscribe/${signUnsubscribe(config.secret!, member, 'letters', letter.digest)}`;
  const blocks: Block[] = [
    ...(letter.source.trim() ? [{ html: inHtml(letter.html, from), text: inText(letter.source.trim(), from) }] : []),
    ...threads.flatMap((thread): Block[] => [
      { heading: nameOf(thread) },
      ...(thread.html ? [{ quote: shorten(textOf(thread.html)) }] : []),
      { link: t('digests.join', { n: thread.count }), url: from(`${base}${threadPath(thread)}`) },
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

/** Of our own pages alone; one that names a campaign already keeps it. */
function withCampaign(address: string, { base, campaign }: { base: string; campaign: string }): string {
  const url = URL.parse(address);
  if (url?.origin !== base || campaignIn(url.searchParams)) return address;
  for (const [name, word] of Object.entries({ ...SOURCE, utm_campaign: campaign })) url.searchParams.set(name, word);
  return url.href;
}

type Rewrite = (url: string) => string;

/** Of what the renderer made: an address stands between quotes, escaped; what is shown of it stays as it was written. */
const inHtml = (html: string, from: Rewrite) =>
  html.replace(/ href="([^"]*)"/g, (written: string, escaped: string) => {
    const href = escaped.replaceAll('&amp;', '&');
    const now = from(href);
    return now === href ? written : ` href="${escapeHtml(now)}"`;
  });

/** As somebody typed it: the full stop after an address is none of it. */
const inText = (text: string, from: Rewrite) => text.replace(/https?:\/\/[^\s<>()[\]"»]*[^\s<>()[\]"»*_.,;:!?…’']/g, from);
