import { BUCKETS } from './hashes.ts';
import { stepOf } from './stretches.ts';

/** How new a feature is where it stands, as bits: to its step, also to the step before, to all of the text. */
export const [NEW_TO_STEP, NEW_TO_STRETCH, NEW] = [1, 2, 4];

/** Of each feature in turn; those of a word begin where `starts` says. Stretches are two steps each, so this tells what is once in any of them. */
export function newsOf(buckets: Uint16Array, starts: Uint16Array): Uint8Array {
  const news = new Uint8Array(buckets.length);
  const words = starts.length - 1;
  const step = stepOf(words);
  const first = numbersFor(words);
  for (let word = 0, number = first; word < words; word += step, number++) {
    const end = starts[Math.min(words, word + step)]!;
    for (let i = starts[word]!; i < end; i++) {
      const seen = seenIn[buckets[i]!]!;
      news[i] = (Number(seen < number) * NEW_TO_STEP) | (Number(seen < number - 1) * NEW_TO_STRETCH) | (Number(seen < first) * NEW);
      seenIn[buckets[i]!] = number;
    }
  }
  return news;
}

/** The number of the step in which each bucket was last met: quicker than a fresh set for each text. */
const seenIn = new Uint32Array(BUCKETS);
let last = 0;

/** The first of as many numbers as a text may have steps, which no step had yet, nor the one before it. */
function numbersFor(words: number): number {
  if (last + words > 0xffff_fff0) {
    seenIn.fill(0);
    last = 0;
  }
  const first = last + 2;
  last = first + words;
  return first;
}
