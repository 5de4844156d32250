import { textOf } from '../markdown/text-of.ts';

/** Of one post: a text of twenty links is a list, not a conversation. */
const MOST = 2;

/** The links of a text that are worth a word: not those of what it quotes, nor those to pages of `own` host. */
export function linksIn(html: string, own: string): string[] {
  const said = html.replace(/<blockquote>[^]*?<\/blockquote>/g, '');
  const links = [...said.matchAll(/<a href="(https?:[^"]*)"/g)].map(([, href]) => textOf(href!));
  return [...new Set(links)].filter((link) => URL.parse(link)?.host !== own).slice(0, MOST);
}

const LINE = /(?:<p>|<br>\s*)<a href="([^"]*)"[^>]*>([^<]*)<\/a>(?=<\/p>|<br>)/g;

/** Those of them that stand alone on their line, as they are. */
export function alone(html: string): Set<string> {
  const lines = [...html.matchAll(LINE)].filter(([, href, words]) => href === words || href === `http://${words}`);
  return new Set(lines.map(([, href]) => textOf(href!)));
}
