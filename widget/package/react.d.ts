import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  TerrasseBlock,
  TerrasseBlockAttributes,
  TerrasseCountAttributes,
  TerrasseThreadAttributes,
  TerrasseThreadElement,
} from './index.js';

type Of<Element, Own> = DetailedHTMLProps<Omit<HTMLAttributes<Element>, keyof Own> & Own, Element>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Record<TerrasseBlock, Of<HTMLElement, TerrasseBlockAttributes>> {
      'terrasse-thread': Of<TerrasseThreadElement, TerrasseThreadAttributes>;
      'terrasse-count': Of<HTMLElement, TerrasseCountAttributes>;
    }
  }
}
