// The classic script of pages full of links to articles: how many comments each has, asked for all at once. It draws nothing but a number.

type Lang = 'fr' | 'en';
type Asked = { element: Element; article: string };

/** Articles of one request, as the server takes them. */
const MOST = 100;
/** Milliseconds in which those that a page brings in one go come together. */
const GATHER = 50;

const origin = new URL((document.currentScript as HTMLScriptElement).src).origin;
const waiting = new Map<string, Asked[]>();

/** `<terrasse-count site="…" article="…">`: its number, and with `words` what it counts. */
class Count extends HTMLElement {
  static readonly observedAttributes = ['site', 'article', 'words'];

  connectedCallback() {
    ask(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) ask(this);
  }
}

const valueOf = (element: Element, name: string) =>
  element.getAttribute(name) ?? element.getAttribute(`data-terrasse-${name === 'article' ? 'count' : name}`);

function ask(element: Element) {
  const [site, article] = [valueOf(element, 'site'), valueOf(element, 'article')];
  if (!site || !article) return;
  if (waiting.size === 0) setTimeout(send, GATHER);
  waiting.set(site, [...(waiting.get(site) ?? []), { element, article }]);
}

/** In an order of their own, so that the same page asks for the same address: a cache before us then answers. */
function send() {
  for (const [site, asked] of waiting) {
    const articles = [...new Set(asked.map(({ article }) => article))].sort();
    for (let at = 0; at < articles.length; at += MOST) void show(site, articles.slice(at, at + MOST), asked);
  }
  waiting.clear();
}

/** What the page holds stays where nothing can be fetched. */
async function show(site: string, articles: string[], asked: Asked[]) {
  const query = new URLSearchParams({ site, articles: articles.join() });
  const answer = await fetch(`${origin}/api/v1/counts?${query}`, { credentials: 'omit' }).catch(() => null);
  if (!answer?.ok) return;
  const { counts } = (await answer.json()) as { counts: Record<string, number> };
  for (const { element, article } of asked) {
    const count = counts[article];
    // It may ask for something else by now.
    if (count === undefined || valueOf(element, 'article') !== article || valueOf(element, 'site') !== site) continue;
    element.textContent = wordsFor(element, count);
    element.setAttribute('count', String(count));
    element.dispatchEvent(new CustomEvent('terrasse:count', { bubbles: true, composed: true, detail: { article, count } }));
  }
}

function wordsFor(element: Element, count: number): string {
  const lang: Lang = element.closest('[lang]')?.getAttribute('lang')?.startsWith('en') ? 'en' : 'fr';
  const number = count.toLocaleString(lang);
  return valueOf(element, 'words') === null ? number : `${number}\u00a0${wordOf(lang, count)}`;
}

const wordOf = (lang: Lang, count: number) => (lang === 'fr' ? `commentaire${count < 2 ? '' : 's'}` : `comment${count === 1 ? '' : 's'}`);

// A page may carry the script twice.
if (!customElements.get('terrasse-count')) {
  customElements.define('terrasse-count', Count);
  const begin = () => document.querySelectorAll('[data-terrasse-count]').forEach(ask);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
