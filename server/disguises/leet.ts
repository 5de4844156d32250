/** Digits and signs that are read as letters inside a word. */
const LEET: ReadonlyMap<string, string> = new Map(
  '0o 1i 3e 4a 5s 7t 8b 9g @a $s !i |i €e £l ¢c +t'.split(' ').map(([sign, as]) => [sign!, as!] as const),
);

/** The same and all other digits, as a class of a pattern. */
export const LEET_SIGNS = '0-9@$!|€£¢+';

/** Of a word in small letters: those that end it may be its punctuation, and stay. What else tells it from a number is for `isWord` to say. */
export function readLeet(word: string, isWord: (body: string) => boolean): string {
  const body = word.slice(0, endOfBody(word));
  return isWord(body) ? body.replace(/[^a-z]/g, (sign) => LEET.get(sign) ?? sign) + word.slice(body.length) : word;
}

function endOfBody(word: string): number {
  let end = word.length;
  while (end > 0 && '+!|'.includes(word[end - 1]!)) end--;
  return end;
}
