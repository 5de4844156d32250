import { translator, type Lang, type Messages, type Translate } from './thread/context.ts';

const first = {
  fr: () => import('./i18n/fr.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
};
export const messagesOf = async (lang: Lang): Promise<Messages> => (await first[lang]()).default;

/** The words of the first drawing, in one language: a file of its own. */
export const loadWords = async (lang: Lang): Promise<Translate> => translator(await messagesOf(lang), lang);

/** `fr-CA` is French to us; what we do not speak is nothing. */
export const langOf = (tag: string | null | undefined): Lang | null => {
  const start = tag?.slice(0, 2).toLowerCase();
  return start === 'fr' || start === 'en' ? start : null;
};
