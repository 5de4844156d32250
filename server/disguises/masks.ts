/** Signs that hide letters, as a class of a pattern. */
export const MASKS = String.raw`*#%_\-•`;

/** Letter by letter, under as many signs: a mask says how long its word is. */
export function fitsMask(word: string, masked: string): boolean {
  if (word.length !== masked.length) return false;
  for (let i = 0; i < word.length; i++) if (word[i] !== masked[i] && !isMask(masked[i]!)) return false;
  return true;
}

const isMask = (sign: string) => '*#%_-•'.includes(sign);
