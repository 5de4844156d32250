import { messagesOf } from './locale.ts';
import { translator, type Lang, type Messages, type Translate } from './thread/context.ts';

const rest = {
  fr: () => import('./i18n/fr-more.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en-more.json', { with: { type: 'json' } }),
};
const rare = {
  fr: () => import('./i18n/fr-rare.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en-rare.json', { with: { type: 'json' } }),
};

/** Of each language, all that has come. */
const known: Record<Lang, Partial<Messages>> = { fr: {}, en: {} };

/** The words of one language, but for those of what is rare. */
export async function loadMoreWords(lang: Lang): Promise<Translate> {
  const [first, { default: more }] = await Promise.all([messagesOf(lang), rest[lang]()]);
  return translator(Object.assign(known[lang], first, more), lang);
}

/** They join the others: whoever has those has these. */
export const loadRareWords = async (lang: Lang) => void Object.assign(known[lang], (await rare[lang]()).default);
