import EmailReplyParser from 'email-reply-parser';
import { readHtml } from '../html/read-html.ts';
import type { Arrived } from './arrived.ts';

/** Characters that are looked at: a post has at most 10,000, and the patterns of quotations take their time. */
const LOOKED_AT = 30_000;
/** Of HTML, which brings its own styles. */
const HTML_LOOKED_AT = 300_000;

/** What its sender wrote: without what it quotes, without signature; empty where nothing is left. */
export async function saidIn({ text, html }: Pick<Arrived, 'text' | 'html'>): Promise<string> {
  const written = text?.trim() ? text : html ? await readHtml('wordsOfMail', html.slice(0, HTML_LOOKED_AT)) : '';
  return new EmailReplyParser().parseReply(tidy(written).slice(0, LOOKED_AT)).trim();
}

/** Thirty thousand empty lines cost the parser fourteen seconds; two are as good. */
const tidy = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n');
