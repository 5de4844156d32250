import { JSDOM } from 'jsdom';

const LEFT_OUT = 'head,script,style,template,title,blockquote,.gmail_quote,.moz-cite-prefix,#appendonsend,#divRplyFwdMsg';
const BLOCKS = 'p,div,li,ul,ol,h1,h2,h3,h4,h5,h6,tr,table,pre,section,article';

/** What a mail's HTML says, without what it quotes. A document without a window: no script runs, nothing is fetched. */
export function wordsOfMail(html: string): string {
  const { document } = new JSDOM(html).window;
  for (const element of document.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of document.querySelectorAll('br')) element.replaceWith('\n');
  for (const element of document.querySelectorAll(BLOCKS)) element.append('\n');
  return (document.body.textContent ?? '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n');
}
