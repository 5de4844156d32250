import { format, type Args } from '../i18n/format.ts';
import type fr from '../i18n/fr.json';
import type more from '../i18n/fr-more.json';
import type rare from '../i18n/fr-rare.json';

export type Lang = 'fr' | 'en';
export type Key = keyof typeof fr;
export type Messages = Record<Key, string>;
export type Translate<K = Key> = (key: K, args?: Args) => string;

/** What every part of a thread is drawn with. */
export type Context = {
  t: Translate;
  lang: Lang;
  /** Milliseconds. Given, so that the server and the first drawing in the page say the same. */
  now: number;
  /** IANA name; where left out, the machine's own. */
  timeZone?: string | undefined;
  /** The same dates are drawn again and again: what is called so was made before, or is made now. */
  keep?: (name: string, make: () => string) => string;
  /** On the server, where nobody in particular reads: all that a post's drawing hangs on beside itself, but for what time says of it. */
  around?: string;
  /** Origin of the site's own pages: permalinks, reports, what works without JavaScript. */
  home: string;
};

export const translator =
  (messages: Messages, lang: Lang): Translate =>
  (key, args = {}) =>
    format(messages[key], args, lang);

/** The words of the parts that come after the first drawing: with them come theirs. */
export const allWords = ({ t }: Pick<Context, 't'>) => t as Translate<Key | keyof typeof more>;

/** And those of the parts that only some need (rare.ts). */
export const rareWords = ({ t }: Pick<Context, 't'>) => t as Translate<Key | keyof typeof more | keyof typeof rare>;
