import { newSanitiser } from './sanitiser.ts';

const TAGS = ['p', 'br', 'strong', 'em', 'del', 'blockquote', 'a', 'ul', 'ol', 'li', 'code', 'pre'];
const LINK = /^(?:https?:|mailto:)/i;
const PLAIN = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ['href'],
  ALLOWED_URI_REGEXP: LINK,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};
/** Only where a text shows pictures of its author's, which stand in it by their ids alone until it is clean. */
const WITH_FIGURES = {
  ...PLAIN,
  ALLOWED_TAGS: [...TAGS, 'figure', 'figcaption', 'img'],
  ALLOWED_ATTR: ['href', 'src', 'alt'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|media:[\da-f-]{36}$)/i,
};

const purify = newSanitiser();
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'IMG' && !shown.has(node.getAttribute('src')?.replace(/^media:/, '') ?? '')) return node.remove();
  if (node.tagName !== 'A') return;
  if (!LINK.test(node.getAttribute('href') ?? '')) return node.replaceWith(...node.childNodes);
  node.setAttribute('rel', 'nofollow ugc noopener');
  node.setAttribute('target', '_blank');
});

/** What the text under hand shows. Sanitising is synchronous: nobody else's is clean meanwhile. */
let shown: ReadonlySet<string> = new Set();

/** A text's HTML: twelve elements, and no attribute but a link's; and figures, of the pictures of these ids. */
export function cleanBody({ html, pictures }: { html: string; pictures: string[] }): string {
  shown = new Set(pictures);
  return purify.sanitize(html, shown.size > 0 ? WITH_FIGURES : PLAIN).trim();
}

/** Before the first text: a sanitiser that lets anything through must not clean one. */
export function assertSanitiser() {
  const html = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a><svg onload=alert(1)>';
  const out = purify.isSupported ? cleanBody({ html, pictures: [] }) : 'unsupported';
  if (out !== 'a') throw new Error(`the HTML sanitiser does not work here: ${out}`);
}
