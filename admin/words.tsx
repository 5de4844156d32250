import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { format } from '#widget/i18n/format.ts';
import type readerFirst from '#widget/i18n/fr.json';
import type readerMore from '#widget/i18n/fr-more.json';
import type readerRare from '#widget/i18n/fr-rare.json';
import type { Translate } from '#widget/thread/context.ts';
import type fr from './i18n/fr.json';

export type Locale = 'fr' | 'en';
export type WordKey = keyof typeof fr;
type Messages = Record<WordKey, string>;
type ReaderMessages = typeof readerFirst & typeof readerMore & typeof readerRare;
export type ReaderWords = Translate<keyof ReaderMessages>;
type Values = Record<string, string | number>;

export type Words = {
  locale: Locale;
  t: (key: WordKey, values?: Values) => string;
  /** The words of the reader's side, for what is drawn as readers see it. */
  reader: ReaderWords;
  number: (value: number, digits?: number) => string;
};

const OWN: Record<Locale, () => Promise<{ default: Messages }>> = {
  fr: () => import('./i18n/fr.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
};
type Module<T> = { default: T };
const READER: Record<Locale, () => Promise<[Module<typeof readerFirst>, Module<typeof readerMore>, Module<typeof readerRare>]>> = {
  fr: () =>
    Promise.all([
      import('#widget/i18n/fr.json', { with: { type: 'json' } }),
      import('#widget/i18n/fr-more.json', { with: { type: 'json' } }),
      import('#widget/i18n/fr-rare.json', { with: { type: 'json' } }),
    ]),
  en: () =>
    Promise.all([
      import('#widget/i18n/en.json', { with: { type: 'json' } }),
      import('#widget/i18n/en-more.json', { with: { type: 'json' } }),
      import('#widget/i18n/en-rare.json', { with: { type: 'json' } }),
    ]),
};
const Context = createContext<Words | null>(null);

export const useWords = () => useContext(Context)!;

/** Draws nothing before the words of `locale` are there. */
export function WordsProvider({ locale, children }: { locale: Locale; children: ComponentChildren }) {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    document.documentElement.lang = locale;
    let wanted = true;
    void loadWords(locale).then((loaded) => wanted && setWords(loaded));
    return () => void (wanted = false);
  }, [locale]);
  return words && <Context.Provider value={words}>{children}</Context.Provider>;
}

export async function loadWords(locale: Locale): Promise<Words> {
  const [{ default: messages }, [{ default: first }, { default: more }, { default: rare }]] = await Promise.all([
    OWN[locale](),
    READER[locale](),
  ]);
  const reader: ReaderMessages = { ...first, ...more, ...rare };
  return {
    locale,
    t: (key, values = {}) => format(messages[key], values, locale),
    reader: (key, args = {}) => format(reader[key], args, locale),
    number: (value, digits = 0) => value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  };
}

export function browserLocale(): Locale {
  return navigator.language.startsWith('fr') ? 'fr' : 'en';
}
