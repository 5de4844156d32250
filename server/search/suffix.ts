/** Longest first, so that the first that a word ends with is the longest. */
export const longestFirst = (words: string): string[] => words.split(' ').toSorted((a, b) => b.length - a.length);

/** The longest of these that a word ends with, in what begins at `from`. */
export const suffixOf = (word: string, suffixes: string[], from = 0): string | undefined =>
  suffixes.find((suffix) => word.endsWith(suffix) && word.length - suffix.length >= from);

/** Where the region after the first consonant that follows a vowel begins (Snowball's R1; asked again from there, R2). */
export function regionAfter(word: string, from: number, isVowel: (letter: string) => boolean): number {
  let at = from;
  while (at < word.length && !isVowel(word[at]!)) at++;
  while (at < word.length && isVowel(word[at]!)) at++;
  return Math.min(at + 1, word.length);
}
