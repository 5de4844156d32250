import { foldTraced } from '../disguises/fold.ts';
import { LEET_SIGNS, readLeet } from '../disguises/leet.ts';
import { rewrite, type Traced } from '../disguises/rewrite.ts';
import { joinSpelled, SEPARATORS } from '../disguises/spelled.ts';
import { MASKED, unmask } from './unmask.ts';

/** As much as a post may hold; what comes after is not read. In UTF-16 units, of the source and of what it folds into. */
export const MAX_CHARACTERS = 10_000;

/** What a text says once its tricks are undone, in small Latin letters; addresses, names called and numbers are one word each. */
export function normalise(source: string): Traced {
  const { text, at } = foldTraced(source.slice(0, MAX_CHARACTERS));
  return STAGES.reduce((read, [pattern, reading]) => rewrite(read, pattern, reading), { text: text.slice(0, MAX_CHARACTERS), at });
}

/** In this order. Nothing follows an unbounded quantifier: a match never turns back, so each stage takes time by the text's length. */
export const STAGES: [pattern: RegExp, read: (match: string) => string][] = [
  [/\b(?:https?:\/\/|www\.)[^\s<>"]+/g, () => 'xurlx'],
  [/(?<![\w@])@\w{1,30}/g, () => 'xuserx'],
  [/(?<=[a-z])(?:\*\*|__)[a-z]{1,30}(?:\*\*|__)(?=[a-z])/g, (bold) => bold.slice(2, -2)],
  [MASKED, unmask],
  [new RegExp(`(?<![a-z${LEET_SIGNS}])[a-z]{0,30}[${LEET_SIGNS}][a-z${LEET_SIGNS}]*`, 'g'), readWord],
  [new RegExp(`(?<![a-z])(?:[a-z][${SEPARATORS}]{1,2}){2,60}[a-z](?![a-z])`, 'g'), (spelled) => joinSpelled(spelled, /[^a-z]/g)],
  [/(?<=[a-z])[*#%]{1,40}(?=[a-z])/g, () => '*'],
  [/([a-z!?.])\1\1+/g, (run) => run.slice(0, RARELY_TWICE.includes(run[0]!) ? 1 : 2)],
  [/\d(?:[.,:]?\d)*/g, () => '0'],
];

/** Letters that hardly a word has side by side. */
const RARELY_TWICE = 'aiuyhjkqvwxz';

/** `c0nn4rd` is read, `12km`, `covid19` and `fini!!!` are left: what a model counts must be what was meant. */
function readWord(word: string): string {
  return word.length < 3 ? word : readLeet(word, isDisguised);
}

function isDisguised(body: string): boolean {
  const letters = body.replace(/[^a-z]/g, '').length;
  if (letters === body.length || letters === 0 || MEASURE.test(body)) return false;
  return letters > 1 || letters * 2 >= body.length - 1;
}

const MEASURE = /^(?:\d+[a-z]{1,3}|[a-z]+\d+)$/;
