import type { DefineComponent } from 'vue';
import type { TerrasseBlock, TerrasseBlockAttributes, TerrasseCountAttributes, TerrasseThreadAttributes } from './index.js';

declare module 'vue' {
  interface GlobalComponents extends Record<TerrasseBlock, DefineComponent<TerrasseBlockAttributes>> {
    'terrasse-thread': DefineComponent<TerrasseThreadAttributes>;
    'terrasse-count': DefineComponent<TerrasseCountAttributes>;
  }
}
