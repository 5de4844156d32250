import { format } from '../../widget/i18n/format.ts';
import { dateFormat } from './date-format.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

export type Locale = 'fr' | 'en';
export type MessageKey = keyof typeof fr;
type Args = Record<string, string | number>;

const messages: Record<Locale, Record<string, string>> = { fr, en };

/** The sentence of this key (ICU MessageFormat) in this language. */
export function translate(locale: Locale, key: MessageKey, args: Args = {}): string {
  return format(messages[locale][key]!, args, locale);
}

/** `?lang=`, else the first of Accept-Language that we speak, else the site's. */
export function chooseLocale(asked: string | undefined, accepted: string | undefined, fallback: Locale): Locale {
  const wanted = [asked ?? '', ...(accepted ?? '').split(',')].map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Locale => tag === 'fr' || tag === 'en') ?? fallback;
}

/** Of its script. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.includes(locale.slice(0, 2)) ? 'rtl' : 'ltr');
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

/** « 22 novembre 2026 à 14:16 » */
export const momentOf = (locale: Locale, date: Date, timeZone: string) =>
  dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(date);

/** « 22 novembre », with its year when it is another than now's. */
export function dayOf(locale: Locale, date: Date, { timeZone, now }: { timeZone: string; now: Date }): string {
  const year = (of: Date) => dateFormat(locale, { year: 'numeric', timeZone }).format(of);
  return year(date) === year(now)
    ? dateFormat(locale, { day: 'numeric', month: 'long', timeZone }).format(date)
    : dateOf(locale, date, timeZone);
}

/** « 22 novembre 2026 », where it is that day: a site's timeZone. */
export const dateOf = (locale: Locale, date: Date, timeZone: string) => dateFormat(locale, { dateStyle: 'long', timeZone }).format(date);
