import type { HTMLAttributes } from 'svelte/elements';
import type {
  TerrasseBlock,
  TerrasseBlockAttributes,
  TerrasseCountAttributes,
  TerrasseEvents,
  TerrasseThreadAttributes,
  TerrasseThreadElement,
} from './index.js';

type Of<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Record<TerrasseBlock, Of<HTMLElement, TerrasseBlockAttributes>> {
    'terrasse-thread': Of<TerrasseThreadElement, TerrasseThreadAttributes> & {
      [Name in keyof TerrasseEvents as `on${Name}`]?: (event: TerrasseEvents[Name]) => void;
    };
    'terrasse-count': Of<HTMLElement, TerrasseCountAttributes>;
  }
}
