import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Locale } from '../i18n/translate.ts';
import { OURS, paletteOf, type Scheme } from '../sites/palette.ts';
import type { Site } from '../sites/queries.ts';
import type { Mail } from './mailer.ts';

/** A paragraph, a link to follow, words of somebody else, what the next ones are about, or words with marks: rendered (markdown/render.ts), and as they were typed. */
export type Block = string | { link: string; url: string } | { quote: string } | { heading: string } | { html: string; text: string };

/** Whose mail it is, in its name and its colour. */
type From = Pick<Site, 'settings' | 'accent' | 'tokens'>;

/**
 * The same words as text and as HTML, with no picture, no table and nothing fetched: it reads in any mail program, by day and
 * by night. Names and titles are other people's: they make no tag, no header, and no paragraph of their own.
 */
export function writeLetter(letter: { locale: Locale; subject: string; blocks: Block[]; site?: From | null }): Omit<Mail, 'to'> {
  const { locale, site } = letter;
  const { light, dark } = paletteOf({ accent: site?.accent ?? null, tokens: site?.tokens ?? OURS });
  const [subject, blocks] = [onOneLine(letter.subject), letter.blocks.map(tidy)];
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
        <style>
          ${raw(sheet(light))}
          @media (prefers-color-scheme: dark) {
            ${raw(sheet(dark))}
          }
        </style>
      </head>
      <body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">
        <div style="max-width:34rem;margin:0 auto">
          ${site ? html`<p class="from" style="${FROM}">${onOneLine(site.settings.forumName)}</p>` : ''} ${blocks.map(asHtml)}
        </div>
      </body>
    </html>` as HtmlEscapedString;
  return { subject, text: `${blocks.map(asText).join('\n\n')}\n`, html: page.toString() };
}

/** Where a mail program takes no sheet, its own colours stand: the words need none of ours. */
const sheet = ({ ink, paper, accent }: Scheme) => `body{color:${ink};background:${paper}}a,.from{color:${accent}}`;

function tidy(block: Block): Block {
  if (typeof block === 'string') return onOneLine(block);
  if ('heading' in block) return { heading: onOneLine(block.heading) };
  return 'quote' in block || 'html' in block ? block : { ...block, link: onOneLine(block.link) };
}

/** What breaks a line, or steers a terminal; a no-break space stays. */
const onOneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function asHtml(block: Block) {
  if (typeof block === 'string') return html`<p style="margin:0 0 16px">${block}</p>`;
  if ('heading' in block) return html`<h2 style="${HEADING}">${block.heading}</h2>`;
  if ('html' in block) return html`<div style="margin:0 0 16px">${raw(block.html)}</div>`;
  if ('quote' in block) return html`<blockquote style="${QUOTE}">${block.quote}</blockquote>`;
  return html`<p style="margin:0 0 16px"><a href="${block.url}" style="font-weight:600">${block.link}</a></p>`;
}

const FROM = 'margin:0 0 24px;padding-bottom:8px;border-bottom:2px solid;font-weight:700';
const HEADING = 'margin:32px 0 12px;font-size:18px;line-height:1.3';
const QUOTE = 'margin:0 0 16px;padding-left:12px;border-left:3px solid #8a8178;white-space:pre-wrap';

function asText(block: Block): string {
  if (typeof block === 'string') return block;
  if ('heading' in block) return `== ${block.heading} ==`;
  if ('html' in block) return block.text;
  return 'quote' in block ? block.quote.replace(/^/gm, '> ') : `${block.link}\n${block.url}`;
}
