import EmailReplyParser from 'email-reply-parser';
import type { Arrived } from './arrived.ts';

/** Characters that are looked at: a post has at most 10,000, and the patterns of quotations take their time. */
const LOOKED_AT = 30_000;
/** Of HTML, which brings its own styles. */
const HTML_LOOKED_AT = 300_000;

/** What its sender wrote: without what it quotes, without signature; empty where nothing is left. */
export async function saidIn({ text, html }: Pick<Arrived, 'text' | 'html'>): Promise<string> {
  const written = text?.trim() ? text : html ? await textIn(html.slice(0, HTML_LOOKED_AT)) : '';
  return new EmailReplyParser().parseReply(tidy(written).slice(0, LOOKED_AT)).trim();
}

/** Thirty thousand empty lines cost the parser fourteen seconds; two are as good. */
const tidy = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n');

const LEFT_OUT = 'head,script,style,template,title,blockquote,.gmail_quote,.moz-cite-prefix,#appendonsend,#divRplyFwdMsg';
const BLOCKS = 'p,div,li,ul,ol,h1,h2,h3,h4,h5,h6,tr,table,pre,section,article';

/** A document without a window: no script runs, nothing is fetched. */
async function textIn(html: string): Promise<string> {
  const { JSDOM } = await import('jsdom');
  const { document } = new JSDOM(html).window;
  for (const element of document.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of document.querySelectorAll('br')) element.replaceWith('\n');
  for (const element of document.querySelectorAll(BLOCKS)) element.append('\n');
  return (document.body.textContent ?? '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n');
}
