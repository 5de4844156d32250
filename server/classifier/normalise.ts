import { foldWithMap } from '../moderation/fold.ts';
import { LEET } from '../moderation/look-alikes.ts';
import { rewrite, type Traced } from './rewrite.ts';
import { MASKED, unmask } from './unmask.ts';

/** As much as a post may hold; what comes after is not read. In UTF-16 units, of the source and of what it folds into. */
export const MAX_CHARACTERS = 10_000;

/** What a text says once its tricks are undone, in small Latin letters; addresses, names called and numbers are one word each. */
export function normalise(source: string): Traced {
  const { folded, at } = foldWithMap(source.slice(0, MAX_CHARACTERS));
  return STAGES.reduce((text, [pattern, read]) => rewrite(text, pattern, read), { text: folded.slice(0, MAX_CHARACTERS), at });
}

/** In this order. Nothing follows an unbounded quantifier: a match never turns back, so each stage takes time by the text's length. */
export const STAGES: [pattern: RegExp, read: (match: string) => string][] = [
  [/\b(?:https?:\/\/|www\.)[^\s<>"]+/g, () => 'xurlx'],
  [/(?<![\w@])@\w{1,30}/g, () => 'xuserx'],
  [/[‘’ʼ`]/g, () => "'"],
  [/(?<=[a-z])(?:\*\*|__)[a-z]{1,30}(?:\*\*|__)(?=[a-z])/g, (bold) => bold.slice(2, -2)],
  [MASKED, unmask],
  [/(?<![a-z0-9@$!|€£¢+])[a-z]{0,30}[0-9@$!|€£¢+][a-z0-9@$!|€£¢+]*/g, readLeet],
  [/(?<![a-z])(?:[a-z][ .\-_*~|/,]{1,2}){2,60}[a-z](?![a-z])/g, joinSpelled],
  [/(?<=[a-z])[*#%]{1,40}(?=[a-z])/g, () => '*'],
  [/([aiuyhjkqvwxz])\1{2,}/g, (run) => run.slice(0, 1)],
  [/([a-z!?.])\1{2,}/g, (run) => run.slice(0, 2)],
  [/\d(?:[.,:]?\d)*/g, () => '0'],
];

/** `c0nn4rd` is read, `12km`, `covid19` and `fini!!!` are left. */
function readLeet(word: string): string {
  const body = word.slice(0, endOfBody(word));
  const letters = body.replace(/[^a-z]/g, '').length;
  if (word.length < 3 || letters === body.length || letters === 0 || MEASURE.test(body)) return word;
  if (letters < 2 && letters * 2 < body.length - 1) return word;
  return body.replace(/[^a-z]/g, (sign) => LEET.get(sign) ?? sign) + word.slice(body.length);
}

function endOfBody(word: string): number {
  let end = word.length;
  while (end > 0 && '+!|'.includes(word[end - 1]!)) end--;
  return end;
}

const MEASURE = /^(?:\d+[a-z]{1,3}|[a-z]+\d+)$/;

/** `c o n n a r d`; three letters with spaces between are rather initials, or small words. */
function joinSpelled(spelled: string): string {
  const word = spelled.replace(/[^a-z]/g, '');
  return word.length >= 4 || !spelled.includes(' ') ? word : spelled;
}
