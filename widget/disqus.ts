// The classic script of pages made for Disqus, in the place of its own: their templates stay as they are.
type DisqusPage = { page: { identifier?: string; url?: string }; language?: string };
type Configure = (this: DisqusPage) => void;
declare global {
  interface Window {
    disqus_config?: Configure;
    disqus_identifier?: string;
    disqus_url?: string;
    DISQUSWIDGETS?: { getCount(): void };
    DISQUS?: { reset(options?: { reload?: boolean; config?: Configure }): void };
  }
}

const own = document.currentScript as HTMLScriptElement;
const { site = '' } = own.dataset;

/** What their page says it is about: by its function or by its variables, an identifier or else an address, as the import keeps them. */
function asked(configure: Configure | undefined): { article: string; language: string | undefined } {
  const said: DisqusPage = { page: {} };
  configure?.call(said);
  const { identifier = window.disqus_identifier, url = window.disqus_url } = said.page;
  return { article: identifier || url || location.href.replace(/#.*/, ''), language: said.language };
}

/** In the place that their page has for it; what is in it stays until the conversation is there. */
function mount(configure = window.disqus_config) {
  const place = document.getElementById('disqus_thread');
  if (!place) return;
  load('embed.js');
  const { article, language } = asked(configure);
  const there = place.querySelector('terrasse-thread');
  const thread = there ?? document.createElement('terrasse-thread');
  if (language && /^(?:fr|en)/.test(language)) thread.setAttribute('lang', language);
  thread.setAttribute('site', site);
  thread.setAttribute('article', article);
  if (there) return;
  thread.append(...place.childNodes);
  place.append(thread);
}

/** Characters of an article's id, as the server takes them. */
const LONGEST = 200;

/** Their links to conversations, and other places of a count: what is inside stays until the number is known. */
function count() {
  for (const place of document.querySelectorAll<HTMLAnchorElement>('a[href$="#disqus_thread"], .disqus-comment-count')) {
    const { disqusIdentifier, disqusUrl } = place.dataset;
    const article = disqusIdentifier || disqusUrl || place.href?.replace(/#.*/, '');
    // One request asks for many, between commas: what it cannot name keeps its words.
    if (!article || article.length > LONGEST || article.includes(',') || place.querySelector('terrasse-count')) continue;
    const shown = document.createElement('terrasse-count');
    for (const [name, value] of [
      ['site', site],
      ['article', article],
      ['words', ''],
    ] as const)
      shown.setAttribute(name, value);
    shown.append(...place.childNodes);
    place.append(shown);
    load('counts.js');
  }
}

const loaded = new Set<string>();

/** What a page has a place for, once. */
function load(file: string) {
  if (loaded.has(file)) return;
  loaded.add(file);
  const script = document.createElement('script');
  script.async = true;
  script.src = new URL(file, own.src).href;
  script.nonce = own.nonce;
  document.head.append(script);
}

function begin() {
  mount();
  count();
}

// A page may carry the script twice.
if (!window.DISQUS) {
  window.DISQUS = { reset: ({ config } = {}) => mount(config) };
  window.DISQUSWIDGETS = { getCount: count };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
