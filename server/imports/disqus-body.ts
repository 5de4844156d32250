import { JSDOM } from 'jsdom';
import { escapeHtml } from '../markdown/escape-html.ts';

const REDIRECT = /https?:\/\/disq\.us\/(?:url)?\?[^\s"'<>]+/g;
const BLOCK = /<(?:p|blockquote|pre|ul|ol)\b/i;
/** Disqus's words for what our twelve elements say otherwise. */
const SAME: Record<string, string> = { b: 'strong', i: 'em', cite: 'em', s: 'del', strike: 'del' };

/** A message of Disqus as the source of a post: its own redirections gone from the links, its emphasis in our elements. */
export function bodyOf(message: string): string {
  const html = message
    .replace(REDIRECT, unwrap)
    .replaceAll(/<(\/?)(b|i|cite|s|strike)(?=[\s>])/gi, (_, slash: string, name: string) => `<${slash}${SAME[name.toLowerCase()]}`);
  return BLOCK.test(html) ? html : `<p>${html.replaceAll('\n', '<br>')}</p>`;
}

/** `https://disq.us/url?url=<address>:<hash>&cuid=…` to the address. */
function unwrap(link: string): string {
  const wrapped = URL.parse(plain(link))?.searchParams.get('url');
  // A port is all digits; the hash is not.
  const target = URL.parse(wrapped?.replace(/:(?!\d+$)[\w-]+$/, '') ?? '');
  return target && /^https?:$/.test(target.protocol) ? escapeHtml(target.href) : link;
}

/** Titles are escaped once more than XML asks for, with HTML's entities. */
export function plain(text: string): string {
  if (!text.includes('&')) return text;
  return JSDOM.fragment(text.replaceAll('<', '&lt;')).textContent ?? '';
}
