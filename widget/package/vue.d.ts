import type { DefineComponent } from 'vue';
import type { TerrasseCountAttributes, TerrasseThreadAttributes } from './index.js';

declare module 'vue' {
  interface GlobalComponents {
    'terrasse-thread': DefineComponent<TerrasseThreadAttributes>;
    'terrasse-count': DefineComponent<TerrasseCountAttributes>;
  }
}
