import { foldTraced } from '../disguises/fold.ts';
import { LEET_SIGNS, readLeet } from '../disguises/leet.ts';
import { MASKS } from '../disguises/masks.ts';
import { rewrite, type Traced } from '../disguises/rewrite.ts';
import { joinSpelled, SEPARATORS } from '../disguises/spelled.ts';

/** As it is written, folded; and the ways in which who knows the tricks may read it. Each tells where in the source its signs stand. */
export function readingsOf(source: string): { plain: Traced; readings: Traced[] } {
  const plain = rewrite(foldTraced(source), SPACES, () => ' ');
  const undone = rewrite(rewrite(rewrite(plain, SPELLED, join), LEET_WORD, readWord), SPELLED, join);
  const all = [undone, rewrite(undone, RUN, (run) => run.slice(0, 2)), rewrite(undone, RUN, (run) => run[0]!), plain];
  return { plain, readings: all.filter((reading, i) => all.findIndex((other) => other.text === reading.text) === i) };
}

/** Words of which signs hide letters, by the source: `c*nnard`. */
export const maskedWords = (plain: Traced): { word: string; from: number; to: number }[] =>
  Array.from(plain.text.matchAll(MASKED), ({ 0: word, index }) => ({ word, from: plain.at(index), to: plain.at(index + word.length) }));

// Every quantifier below is bounded, and what follows one can't match what it takes: time grows by the text's length.
const MASKED = new RegExp(`(?<![\\p{L}\\p{N}])[a-z](?=[a-z]{0,20}[${MASKS}])[a-z${MASKS}]{1,30}(?![\\p{L}\\p{N}])`, 'gu');
/** All that is not one space already. */
const SPACES = /\s{2,60}|[^\S ]/g;
const RUN = /([a-z])\1{2,30}/g;
/** `b.o.u.f.f.o.n`, `c o n n a r d`, with what stands for letters. */
const SPELLED = new RegExp(`(?<![\\p{L}\\p{N}])(?:[a-z0-9@$!|€£][${SEPARATORS}]{1,2}){2,40}[a-z0-9@$€£](?![\\p{L}\\p{N}])`, 'gu');
const LEET_WORD = new RegExp(`[a-z${LEET_SIGNS}]{2,40}`, 'g');

export const TRICKS = [SPACES, MASKED, RUN, SPELLED, LEET_WORD];

/** What has a letter is a word: a rule for words is asked of the plain text too, so that reading too much hides nothing. */
const readWord = (word: string) => readLeet(word, (body) => /[a-z]/.test(body));

/** A bar may be a letter here, and stays for the next reading. */
const join = (spelled: string) => joinSpelled(spelled, /[ .\-_*~/,]/g);
