import type { Phase } from '../screen.ts';
import { fold, foldWithMap } from '../fold.ts';

/** A word or phrase of the site's list, whole, whatever its case, accents or invisible characters. */
export const bannedWords: Phase = ({ source, settings }) => {
  const text = foldWithMap(source);
  const evidence = settings.bannedWords.flatMap((word) => {
    const start = findWhole(text.folded, fold(word));
    return start < 0 ? [] : [source.slice(text.at[start], text.at[start + fold(word).length])];
  });
  return evidence.length ? { phase: 'banned_word', effect: 'hold', weight: 5, evidence, facts: {} } : null;
};

const LETTER = /[\p{L}\p{N}]/u;
const isEdge = (char: string | undefined) => !char || !LETTER.test(char);

function findWhole(text: string, word: string): number {
  if (!word) return -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (isEdge(text[at - 1]) && isEdge(text[at + word.length])) return at;
  }
  return -1;
}
