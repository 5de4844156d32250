/** What the element tells the page, by the names of its events; each rises through the page (`bubbles`, `composed`). */
export interface TerrasseDetails {
  /** The number of comments is known, or is another. `article` null: of a conversation that stands under none. */
  'terrasse:count': { article: string | null; count: number };
  /** The reader's comment arrived. `held`: it is read by somebody before it appears. */
  'terrasse:posted': { article: string | null; post: string; held: boolean };
  /** The reader is known now. Who they are is not said. */
  'terrasse:signin': { article: string | null };
  /** They are not any more. */
  'terrasse:signout': { article: string | null };
}

export type TerrasseEvents = { [Name in keyof TerrasseDetails]: CustomEvent<TerrasseDetails[Name]> };

/** `<terrasse-thread>` */
export interface TerrasseThreadElement extends HTMLElement {
  /** Reads the conversation afresh; what is being written stays. */
  reload(): void;
  /** To a comment, also one that is pages away, in a branch that is folded. Resolves to whether it is there. */
  scrollToPost(id: string): Promise<boolean>;
  /** To the field that one writes in. */
  focus(options?: FocusOptions): void;
}

export interface TerrasseThreadAttributes {
  site?: string;
  article?: string;
  thread?: string;
  lang?: 'fr' | 'en';
  sort?: 'newest' | 'oldest' | 'replies' | 'flat';
  load?: 'eager';
  token?: string;
  'sign-in'?: string;
}

export interface TerrasseCountAttributes {
  site?: string;
  article?: string;
  words?: boolean | '';
}

/** Of the blocks of `quotes.js`, whichever of these they take. */
export interface TerrasseBlockAttributes {
  site?: string;
  post?: string;
  article?: string;
  space?: string;
  of?: 'articles' | 'forum';
  days?: number | string;
  limit?: number | string;
  lang?: 'fr' | 'en';
}

export type TerrasseBlock = `terrasse-${'post' | 'featured' | 'programme' | 'discussions' | 'events' | 'questions'}`;

/** Puts `embed.js` of this address into the page. */
export function loadTerrasse(origin: string): void;

declare global {
  interface HTMLElementTagNameMap {
    'terrasse-thread': TerrasseThreadElement;
  }
  interface HTMLElementEventMap extends TerrasseEvents {}
  interface DocumentEventMap extends TerrasseEvents {}
}
