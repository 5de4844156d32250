/** What is set between the letters of a word, as a class of a pattern. */
export const SEPARATORS = String.raw` .\-_*~|/,`;

/** `c o n n a r d` without what `between` finds; three letters with spaces between are rather initials, or small words. */
export function joinSpelled(spelled: string, between: RegExp): string {
  const word = spelled.replace(between, '');
  return /[a-z]/.test(word) && (word.length >= 4 || !spelled.includes(' ')) ? word : spelled;
}
