import type { Sort } from '#server/threads/wire.ts';
import { addressed, openConversation, type Conversation } from './conversation.ts';
import { langOf } from './locale.ts';
import type { TerrasseThreadElement } from './package/index.d.ts';
import type { Rendered } from './thread/render.tsx';

/** `<terrasse-thread site="…" article="…">`: a thread in somebody's page. */
export class TerrasseThread extends HTMLElement implements TerrasseThreadElement {
  static readonly observedAttributes = ['site', 'article', 'thread', 'lang', 'sort', 'load'];
  #conversation: Conversation | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #waiting: AbortController | null = null;

  connectedCallback() {
    clearTimeout(this.#leaving);
    // The parser may be in the middle of it. Deferred scripts, which may hang, come after `interactive`.
    if (document.readyState !== 'loading') this.#await();
    else document.addEventListener('readystatechange', () => this.isConnected && this.#await(), { once: true });
  }

  /** Moved rather than removed, it comes back at once and goes on as it was. */
  disconnectedCallback() {
    this.#leaving = setTimeout(() => this.#close());
  }

  connectedMoveCallback() {}

  reload() {
    this.#conversation?.reload();
  }

  async scrollToPost(id: string) {
    if (this.isConnected) this.#open();
    return this.#conversation?.show(id) ?? false;
  }

  override focus(options?: FocusOptions) {
    this.shadowRoot?.querySelector('textarea')?.focus(options);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null) {
    if (name === 'load') return void (this.#waiting && after === 'eager' && this.#open());
    if (before === after || !this.#conversation) return;
    this.#close();
    // Several may change in one go.
    queueMicrotask(() => this.isConnected && this.#open());
  }

  /** Until it is a screen away, or something in it is asked for. */
  #await() {
    if (this.#conversation || this.#waiting) return;
    if (this.getAttribute('load') === 'eager' || addressed()) return this.#open();
    const { signal } = (this.#waiting = new AbortController());
    const near = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#open(), {
      rootMargin: '100%',
    });
    near.observe(this);
    signal.addEventListener('abort', () => near.disconnect());
    addEventListener('hashchange', () => addressed() && this.#open(), { signal });
  }

  #open() {
    this.#waiting?.abort();
    this.#waiting = null;
    if (this.#conversation) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#conversation = openConversation({
      root,
      ...adopt(root),
      dressed: dress(root),
      origin: new URL(import.meta.url).origin,
      site: this.getAttribute('site'),
      article: this.getAttribute('article'),
      thread: this.getAttribute('thread'),
      lang: langOf(this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang')),
      sort: this.getAttribute('sort') as Sort | null,
    });
  }

  #close() {
    this.#waiting?.abort();
    this.#conversation?.close();
    this.#waiting = this.#conversation = null;
  }
}

/** A root that the server filled is taken as it is, once; an empty one gets a place to draw in. */
function adopt(root: ShadowRoot): { mount: HTMLElement; rendered: Rendered | null } {
  const drawn = root.querySelector<HTMLElement>('.terrasse');
  const state = root.querySelector('script[type="application/json"]');
  state?.remove();
  if (drawn) return { mount: drawn, rendered: state && (JSON.parse(state.textContent) as Rendered) };
  const mount = document.createElement('div');
  mount.className = 'terrasse';
  root.append(mount);
  return { mount, rendered: null };
}

/** A constructed sheet needs no leave of the page's style-src. It is fetched only where the server sent no style along, or the page refused it. */
async function dress(root: ShadowRoot) {
  if (root.styleSheets.length > 0 || root.adoptedStyleSheets.length > 0) return;
  const { sheet } = await import('./sheet.ts');
  root.adoptedStyleSheets = [sheet];
}
