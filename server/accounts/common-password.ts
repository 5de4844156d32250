import common from './common-passwords.json' with { type: 'json' };

const COMMON = new Set(common.passwords.split(' '));

/**
 * Whether whoever guesses passwords tries this one first: it is among the commonest, or one of the words that belong to
 * the account and its site (NIST SP 800-63B-4 §3.1.1.2). The whole of it is compared, folded.
 */
export function isCommonPassword(password: string, about: (string | null | undefined)[] = []): boolean {
  const typed = fold(password);
  return COMMON.has(typed) || about.some((word) => word && fold(word) === typed);
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();
