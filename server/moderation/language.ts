import { fold } from '../disguises/fold.ts';

/** Fewer words say too little. */
const FEWEST_WORDS = 8;
/** Common words of it that a text must have, and how far ahead of the next language. */
const FEWEST_HITS = 3;
const AHEAD = 1.5;

/** Small words that no text of the language goes without, folded; those that two share count for both. */
const COMMON = {
  fr: 'le la les de des du un une et est sont que qui dans pour pas ne ce cette ces il elle ils nous vous je tu on au aux avec sur mais plus ou son sa ses leur leurs etre avoir fait tout tous si bien comme par mon ma mes votre notre ont ete etait j c l d n s qu',
  en: 'the of and to in is are was were that this it for not on with as at be have has had you i we they he she his her their our your my but or an by from what which who will would can could there been all so if no do does did about just',
  es: 'el la los las de del un una y es son que en por para no se su sus con lo como mas pero al le ya o este esta ha han muy',
  de: 'der die das und ist sind nicht ein eine zu den dem mit auf von fur es sich auch wird wir ihr sie ich des im als aber wenn nur noch',
  it: 'il lo la gli le di del della un una e che non per con sono da in si come piu anche ma questo questa nel al dei delle ha hanno',
  nl: 'de het een en van is zijn dat die niet in op te voor met aan er maar om ook als dan zo bij nog wel naar uit',
  pt: 'o a os as de do da um uma e que nao em por para com se mais como mas foi ao dos das na no sao ele ela isso',
};

const LANGUAGES = Object.keys(COMMON);
/** By word, the places of its languages. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [place, words] of Object.values(COMMON).entries())
  for (const word of new Set(words.split(' '))) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), place]);

/**
 * What a text is written in (ISO 639-1, `und` for a script that is not Latin), where that can be told: null for short
 * texts, lists of names, two languages at once.
 */
export function languageOf(source: string): string | null {
  if (isBeyondLatin(source)) return 'und';
  const words = fold(source).match(/[a-z]+/g) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  const hits = LANGUAGES.map((code) => ({ code, count: 0 }));
  for (const word of words) for (const place of LANGUAGES_OF.get(word) ?? []) hits[place]!.count++;
  const [first, second] = hits.toSorted((a, b) => b.count - a.count);
  return first!.count >= FEWEST_HITS && first!.count >= AHEAD * second!.count ? first!.code : null;
}

function isBeyondLatin(source: string): boolean {
  if (!NOT_LATIN.test(source)) return false;
  const letters = source.match(/\p{L}/gu)?.length ?? 0;
  const latin = source.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters >= 20 && latin < letters / 2;
}

/** A word, folded, that says nothing of what a text of this language is about. */
export const isCommonWord = (word: string, locale: 'fr' | 'en'): boolean =>
  LANGUAGES_OF.get(word)?.includes(LANGUAGES.indexOf(locale)) ?? false;

/** Among these is every letter that is not Latin: what has none of them need not be counted. */
const NOT_LATIN = /[µ\u02b0-\u1dff\u1f00-\u1fff\u2070-\u218f\u2c00-\uffff]/;
