// Where HTML is made, once, when a post is written. Nothing that a reader sees is made anywhere else.
import createDOMPurify, { type WindowLike } from 'dompurify';
import { JSDOM } from 'jsdom';
import { Marked } from 'marked';
import { shorter } from '../mentions/called-in.ts';
import type { Format } from '../posts/schema.ts';

/** Raised with any change of what these functions give; `npm run rerender` brings older posts up to it. */
export const RENDERER = 2;

/** Addresses of members' pages, by the handles that call them. */
export type Calls = ReadonlyMap<string, { url: string }>;

const TAGS = ['p', 'br', 'strong', 'em', 'del', 'blockquote', 'a', 'ul', 'ol', 'li', 'code', 'pre'];
const LINK = /^(?:https?:|mailto:)/i;

// One window for life: making one costs eight times a rendering.
const purify = createDOMPurify(new JSDOM('').window as unknown as WindowLike);
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  if (!node.getAttribute('href')) return node.replaceWith(...node.childNodes);
  node.setAttribute('rel', 'nofollow ugc noopener');
  node.setAttribute('target', '_blank');
});

/** Whom the text under hand calls. Parsing is synchronous: nobody else's is made meanwhile. */
let calls: Calls = new Map();

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

/** Source to clean HTML of twelve elements and no attribute but a link's. `html` is for imports. `called`: whose handles lead to their pages. */
export function renderBody(source: string, format: Format, called: Calls = new Map()): string {
  calls = called;
  const html = format === 'markdown' ? (marked.parse(source, { async: false }) as string) : source;
  return purify
    .sanitize(html, {
      ALLOWED_TAGS: TAGS,
      ALLOWED_ATTR: ['href'],
      ALLOWED_URI_REGEXP: LINK,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
    })
    .trim();
}

/** Whom a text that was rendered before calls. */
export function callsIn(html: string): Calls {
  const links = html.matchAll(/<a [^>]*href="([^"]*\/members\/[^"]*)"[^>]*>@([^<]*)<\/a>/g);
  return new Map([...links].map(([, url, handle]) => [handle!.toLowerCase(), { url: url! }]));
}

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** At start: a sanitiser that lets anything through must not serve a single request. */
export function assertSanitiser() {
  const out = purify.isSupported
    ? renderBody('<img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a><svg onload=alert(1)>', 'html')
    : 'unsupported';
  if (out !== 'a') throw new Error(`the HTML sanitiser does not work here: ${out}`);
}
