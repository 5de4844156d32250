import { rewrite, type Traced } from '../classifier/rewrite.ts';
import { foldWithMap } from './fold.ts';
import { LEET } from './look-alikes.ts';

/** As it is written, folded; and the ways in which who knows the tricks may read it. Each tells where in the source its signs stand. */
export function readingsOf(source: string): { plain: Traced; readings: Traced[] } {
  const { folded: text, at } = foldWithMap(source);
  const plain = rewrite({ text, at }, SPACES, () => ' ');
  const undone = rewrite(rewrite(rewrite(plain, SPELLED, join), LEET_WORD, readLeet), SPELLED, join);
  const all = [undone, rewrite(undone, RUN, (run) => run.slice(0, 2)), rewrite(undone, RUN, (run) => run[0]!), plain];
  return { plain, readings: all.filter((reading, i) => all.findIndex((other) => other.text === reading.text) === i) };
}

/** Words of which signs hide letters, by the source: `c*nnard`. */
export const maskedWords = (plain: Traced): { word: string; from: number; to: number }[] =>
  Array.from(plain.text.matchAll(MASKED), ({ 0: word, index }) => ({ word, from: plain.at[index]!, to: plain.at[index + word.length]! }));

export const isMask = (sign: string) => '*#%_-•'.includes(sign);

// Every quantifier below is bounded, and what follows one can't match what it takes: time grows by the text's length.
const MASKED = /(?<![\p{L}\p{N}])[a-z](?=[a-z]{0,20}[*#%_•-])[a-z*#%_•-]{1,30}(?![\p{L}\p{N}])/gu;
const SPACES = /\s{1,60}/g;
const RUN = /([a-z])\1{2,30}/g;
/** `b.o.u.f.f.o.n`, `c o n n a r d`, with what stands for letters. */
const SPELLED = /(?<![\p{L}\p{N}])(?:[a-z0-9@$!|€£][ .\-_*~|/,]{1,2}){2,40}[a-z0-9@$€£](?![\p{L}\p{N}])/gu;
const LEET_WORD = /[a-z0-9@$!|€£¢+]{2,40}/g;

export const TRICKS = [SPACES, MASKED, RUN, SPELLED, LEET_WORD];

/** What has a letter is a word; `12`, `1990`, `3!` are what they are, and a word's last signs may be its punctuation. */
function readLeet(word: string): string {
  const body = word.replace(/[!|+]{1,40}$/, '');
  return /[a-z]/.test(body) ? body.replace(/[^a-z]/g, (sign) => LEET.get(sign) ?? sign) + word.slice(body.length) : word;
}

/** Three letters with spaces between are rather initials, or small words. */
function join(spelled: string): string {
  const word = spelled.replace(/[ .\-_*~/,]/g, '');
  return /[a-z]/.test(word) && (word.length >= 4 || !spelled.includes(' ')) ? word : spelled;
}
