import { translate, type Locale } from '../i18n/translate.ts';
import type { Label } from './wire.ts';

export type Labelled = { name: string; label: Label };

/** « Sponsorisé par Lumen », in the language of the site. */
export const sayLabel = (locale: Locale, { name, label }: Labelled): string => translate(locale, `partner.label.${label}`, { name });

/** First, so that a title that is cut short keeps it. */
export const labelled = (locale: Locale, partner: Labelled | null, title: string): string =>
  partner ? `${sayLabel(locale, partner)} · ${title}` : title;
