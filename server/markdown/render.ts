// Where HTML is made, once, when a post is written. Nothing that a reader sees is made anywhere else.
import { Marked, type Tokens } from 'marked';
import { readHtml } from '../html/read-html.ts';
import { drawFigure } from '../media/draw-figure.ts';
import { MAX_ALT, MAX_CREDIT, type Shown } from '../media/figures.ts';
import { shorter } from '../mentions/called-in.ts';
import type { Format } from '../posts/schema.ts';
import { escapeHtml } from './escape-html.ts';
import { isPlain, renderPlain } from './plain.ts';

/** Raised with any change of what these functions give; `npm run rerender` brings older posts up to it. */
export const RENDERER = 2;

/** Addresses of members' pages, by the handles that call them. */
export type Calls = ReadonlyMap<string, { url: string }>;

const MARKED_PLACE = /<figure><img src="media:([\da-f-]{36})" alt="([^"]*)">(?:<figcaption>([^<]*)<\/figcaption>)?<\/figure>/g;

/** Whom the text under hand calls, and what it shows. Parsing is synchronous: nobody else's is made meanwhile. */
let calls: Calls = new Map();
let shown: Shown = new Map();

/** A picture of one's own, on a line by itself. */
const PICTURE = new RegExp(
  `^ {0,3}!\\[([^\\[\\]\\n]{1,${MAX_ALT}})\\]\\(media:([\\da-f]{8}-[\\da-f-]{27})(?: "([^"\\n]{1,${MAX_CREDIT}})")?\\)[ \\t]*(?:\\n+|$)`,
  'i',
);
/** What stands in an attribute, or is taken for one: no sign that a mark could begin with. */
const inOneLine = (words: string) => words.replace(/[\s<>]+/g, ' ').trim();

/** Quotations and lists within each other: beyond this many a line's signs are only signs. Reading n of them takes time by n², and the stack. */
const DEEPEST = 12;
const CONTAINERS = new RegExp(
  `^((?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))){${DEEPEST}}[ \\t]*)(>|[-*+](?=[ \\t])|\\d{1,9}(?=[.)][ \\t]))`,
  'gm',
);

const marked = new Marked({
  gfm: true,
  breaks: true,
  hooks: {
    preprocess: (source) =>
      source.replace(CONTAINERS, (_, shallow: string, sign: string) => (/\d/.test(sign) ? `${shallow}${sign}\\` : `${shallow}\\${sign}`)),
  },
  extensions: [
    {
      name: 'picture',
      level: 'block',
      start: (source) => source.match(/^ {0,3}!\[/m)?.index,
      tokenizer(source) {
        const [raw, alt, uid, credit] = PICTURE.exec(source) ?? [];
        return raw === undefined
          ? undefined
          : { type: 'picture', raw, alt: inOneLine(alt!), uid: uid!.toLowerCase(), credit: credit && inOneLine(credit) };
      },
      renderer: ({ alt, uid, credit }: Tokens.Generic) =>
        shown.has(String(uid))
          ? `<figure><img src="media:${uid}" alt="${escapeHtml(String(alt))}">${credit ? `<figcaption>${escapeHtml(String(credit))}</figcaption>` : ''}</figure>\n`
          : `<p><em>[Image – ${escapeHtml(String(alt))}]</em></p>\n`,
    },
    {
      name: 'mention',
      level: 'inline',
      start: (source) => (calls.size > 0 ? source.match(/(?<![\p{L}\p{N}_.@/-])@[a-z0-9]/iu)?.index : undefined),
      tokenizer(source) {
        const [, handle] = /^@([a-z0-9][a-z0-9.-]{0,39})/i.exec(source) ?? [];
        const called = handle && !this.lexer.state.inLink && shorter(handle.toLowerCase()).find((one) => calls.has(one));
        if (!called) return undefined;
        return { type: 'mention', raw: source.slice(0, called.length + 1), url: calls.get(called)!.url };
      },
      renderer: ({ raw, url }) => `<a href="${escapeHtml(String(url))}">${escapeHtml(raw)}</a>`,
    },
  ],
  renderer: {
    // A post has no title, picture, table or rule of its own: their words stay, as paragraphs.
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
    image: ({ text }) => escapeHtml(text),
    hr: () => '',
    checkbox: () => '',
    // What looks like a tag was typed by somebody: it is shown, not obeyed.
    html: ({ text }) => escapeHtml(text),
  },
});

/**
 * Source to clean HTML of twelve elements and no attribute but a link's; and figures, of the pictures it may show. `html` is for
 * imports. `called`: whose handles lead to their pages. A picture that is not (or no longer) to be shown leaves what describes it.
 * Refuses as `readHtml` does.
 */
export async function renderBody(source: string, format: Format, called: Calls = new Map(), pictures: Shown = new Map()): Promise<string> {
  if (format === 'html') return readHtml('cleanBody', { html: source, pictures: [] });
  if (isPlain(source)) return renderPlain(source);
  const clean = await readHtml('cleanBody', { html: parse(source, called, pictures), pictures: [...pictures.keys()] });
  return pictures.size === 0
    ? clean
    : clean.replace(MARKED_PLACE, (_, uid: string, alt: string, credit = '') =>
        drawFigure(uid, pictures.get(uid)!, { alt, credit: String(credit) }),
      );
}

function parse(source: string, called: Calls, pictures: Shown): string {
  calls = called;
  shown = pictures;
  return marked.parse(source, { async: false });
}

/** Whom a text that was rendered before calls. */
export function callsIn(html: string): Calls {
  const links = html.matchAll(/<a [^>]*href="([^"]*\/members\/[^"]*)"[^>]*>@([^<]*)<\/a>/g);
  return new Map([...links].map(([, url, handle]) => [handle!.toLowerCase(), { url: url! }]));
}
