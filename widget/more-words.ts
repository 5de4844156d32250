import { messagesOf } from './locale.ts';
import { translator, type Lang, type Translate } from './thread/context.ts';

const rest = {
  fr: () => import('./i18n/fr-more.json', { with: { type: 'json' } }),
  en: () => import('./i18n/en-more.json', { with: { type: 'json' } }),
};

/** All the words of one language. */
export const loadMoreWords = async (lang: Lang): Promise<Translate> => {
  const [first, { default: more }] = await Promise.all([messagesOf(lang), rest[lang]()]);
  return translator({ ...first, ...more }, lang);
};
