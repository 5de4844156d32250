// The classic script of pages that show posts by themselves, <terrasse-post> and <terrasse-featured>, and lists: <terrasse-programme>, <terrasse-discussions>, <terrasse-events>, <terrasse-questions>. It draws nothing, the server does.
declare const TERRASSE_QUOTES_STYLE: string;

/** Milliseconds between two looks of a page that is being read: with the seconds that an answer keeps, within a minute. */
const EVERY = 40_000;

const origin = new URL((document.currentScript as HTMLScriptElement).src).origin;
const sheet = new CSSStyleSheet();
sheet.replaceSync(TERRASSE_QUOTES_STYLE);

type Policy = { createHTML(html: string): string };
type Factory = { createPolicy(name: string, rules: Policy): Policy };
const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('terrasse-quotes', { createHTML: (html) => html });

class Quotes extends HTMLElement {
  static readonly observedAttributes = ['post', 'site', 'article', 'space', 'of', 'days', 'limit', 'lang'];
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = '';
  #shown = '';

  connectedCallback() {
    void this.#draw();
    this.#timer = setInterval(() => document.hidden || void this.#draw(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#timer) void this.#draw();
  }

  /** What the page holds stays where nothing can be fetched. */
  async #draw() {
    const asked = new URLSearchParams(
      Quotes.observedAttributes.flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name)!]] : [])),
    );
    const lang = this.closest('[lang]')?.getAttribute('lang')?.slice(0, 2);
    if (!asked.has('lang') && (lang === 'fr' || lang === 'en')) asked.set('lang', lang);
    const address = (this.#asked = `${origin}/embed/${this.localName.slice('terrasse-'.length)}?${asked}`);
    const answer = await fetch(address, { credentials: 'omit', cache: 'no-cache' }).catch(() => null);
    // It may be asked for something else by now.
    if (answer?.ok && address === this.#asked) this.#show(await answer.text());
  }

  #show(html: string) {
    if (html === this.#shown) return;
    this.#shown = html;
    const made = document.createElement('template');
    made.innerHTML = policy?.createHTML(html) ?? html;
    const inside = made.content.querySelector('template')!.content;
    inside.querySelector('style')?.remove();
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(inside);
  }
}

for (const name of ['post', 'featured', 'programme', 'discussions', 'events', 'questions'].map((kind) => `terrasse-${kind}`))
  // One class makes one element; a page may carry the script twice.
  if (!customElements.get(name)) customElements.define(name, class extends Quotes {});
