import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Locale } from './words.tsx';

export const PICTURES = ['blur', 'grey', 'show'] as const;
export type Pictures = (typeof PICTURES)[number];

type Preferences = {
  /** null follows the site. */
  locale: Locale | null;
  /** Keys act alone; else with Alt (WCAG 2.1.4). */
  single: boolean;
  /** How pictures and films of posts are shown before one asks for them. */
  pictures: Pictures;
};
type Held = Preferences & { prefer: (change: Partial<Preferences>) => void };

const LANGUAGE = 'terrasse-desk-lang';
const KEYS = 'terrasse-desk-keys';
const VEIL = 'terrasse-desk-pictures';
const Context = createContext<Held>({ locale: null, single: true, pictures: 'blur', prefer: () => {} });

export const usePreferences = () => useContext(Context);

/** What one person chose for this browser. */
export function PreferencesProvider({ children }: { children: ComponentChildren }) {
  const [held, setHeld] = useState(readPreferences);
  const prefer = (change: Partial<Preferences>) => {
    const next = { ...held, ...change };
    setHeld(next);
    writePreferences(next);
  };
  return <Context.Provider value={{ ...held, prefer }}>{children}</Context.Provider>;
}

// Storage may be refused (private windows): preferences then last as long as the page.
function readPreferences(): Preferences {
  try {
    const locale = localStorage.getItem(LANGUAGE);
    return {
      locale: locale === 'fr' || locale === 'en' ? locale : null,
      single: localStorage.getItem(KEYS) !== 'alt',
      pictures: PICTURES.find((one) => one === localStorage.getItem(VEIL)) ?? 'blur',
    };
  } catch {
    return { locale: null, single: true, pictures: 'blur' };
  }
}

function writePreferences({ locale, single, pictures }: Preferences) {
  try {
    if (locale) localStorage.setItem(LANGUAGE, locale);
    localStorage.setItem(KEYS, single ? 'single' : 'alt');
    localStorage.setItem(VEIL, pictures);
  } catch {
    // as above
  }
}
