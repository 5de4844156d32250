import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Locale } from '../i18n/translate.ts';
import type { Mail } from './mailer.ts';

/** A paragraph, a link to follow, or words of somebody else. */
export type Block = string | { link: string; url: string } | { quote: string };

/**
 * The same words as text and as HTML, with no picture, no table and nothing fetched: it reads in any mail program. Names
 * and titles are other people's: they make no tag, no header, and no paragraph of their own.
 */
export function writeLetter(letter: { locale: Locale; subject: string; blocks: Block[] }): Omit<Mail, 'to'> {
  const { locale } = letter;
  const [subject, blocks] = [onOneLine(letter.subject), letter.blocks.map(tidy)];
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">
        <div style="max-width:34rem;margin:0 auto">${blocks.map(asHtml)}</div>
      </body>
    </html>` as HtmlEscapedString;
  return { subject, text: `${blocks.map(asText).join('\n\n')}\n`, html: page.toString() };
}

function tidy(block: Block): Block {
  if (typeof block === 'string') return onOneLine(block);
  return 'quote' in block ? block : { ...block, link: onOneLine(block.link) };
}

/** What breaks a line, or steers a terminal; a no-break space stays. */
const onOneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function asHtml(block: Block) {
  if (typeof block === 'string') return html`<p style="margin:0 0 16px">${block}</p>`;
  if ('quote' in block) return html`<blockquote style="${QUOTE}">${block.quote}</blockquote>`;
  return html`<p style="margin:0 0 16px"><a href="${block.url}" style="font-weight:600">${block.link}</a></p>`;
}

const QUOTE = 'margin:0 0 16px;padding-left:12px;border-left:3px solid #8a8178;white-space:pre-wrap';

function asText(block: Block): string {
  if (typeof block === 'string') return block;
  return 'quote' in block ? block.quote.replace(/^/gm, '> ') : `${block.link}\n${block.url}`;
}
