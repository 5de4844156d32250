import type { Traced } from '../disguises/rewrite.ts';
import { hashOn, NO_WORD, pairBucket, RUN_BASIS, runBucket, WORD_BASIS, wordBucket } from './hashes.ts';
import { MAX_CHARACTERS, normalise } from './normalise.ts';
import { NEW, NEW_TO_STEP, NEW_TO_STRETCH, newsOf } from './news.ts';
import type { Stretch } from './stretches.ts';
import { endOfWord, nextWord } from './words.ts';

/** Longer than this is no word: it counts as a whole, its letters don't. */
const MAX_WORD = 29;
const [SHORTEST, LONGEST] = [3, 5];

export type Features = {
  /** What the words were found in. */
  traced: Traced;
  /** Where in it each word begins and ends, by turns. */
  edges: Uint16Array;
  /** Those of each word in turn, as often as they occur. */
  buckets: Uint16Array;
  /** Of each, how new it is where it stands. */
  news: Uint8Array;
  /** Where each word's begin among them; one more, for the end. */
  starts: Uint16Array;
};

/** What is weighed of a text: its words, each with the one before it, and the runs of three to five letters in each, its edges included. */
export function featuresOf(source: string): Features {
  const traced = normalise(source);
  const { text } = traced;
  let [words, count, before, to] = [0, 0, NO_WORD, 0];
  for (let from = nextWord(text, 0); from < text.length; from = nextWord(text, to)) {
    to = endOfWord(text, from);
    const hash = hashOf(text, from, to);
    buckets[count++] = wordBucket(hash);
    buckets[count++] = pairBucket(before, hash);
    if (to - from > 1 && to - from <= MAX_WORD) count = addRuns(count, lettersOf(text, from, to));
    edges[2 * words] = from;
    edges[2 * words + 1] = to;
    starts[++words] = count;
    before = hash;
  }
  const own = { edges: edges.slice(0, 2 * words), buckets: buckets.slice(0, count), starts: starts.slice(0, words + 1) };
  return { traced, ...own, news: newsOf(own.buckets, own.starts) };
}

export const wordsIn = ({ starts }: Features) => starts.length - 1;

/** Each feature of a stretch once, with the word where it comes first. */
export function eachDistinct(
  { buckets, news, starts }: Features,
  { from, middle, to }: Stretch,
  visit: (bucket: number, word: number) => void,
) {
  for (let word = from; word < to; word++) {
    const wanted = word < middle ? NEW_TO_STEP : NEW_TO_STRETCH;
    for (let i = starts[word]!; i < starts[word + 1]!; i++) if (news[i]! & wanted) visit(buckets[i]!, word);
  }
}

/** The features of a whole text, each once, in its order. */
export function distinctOf({ buckets: all, news }: Features): Uint16Array {
  let count = 0;
  for (let i = 0; i < all.length; i++) if (news[i]! & NEW) buckets[count++] = all[i]!;
  return buckets.slice(0, count);
}

// Room for the longest text, written over by each: no character brings more than three features.
const buckets = new Uint16Array(3 * MAX_CHARACTERS);
const starts = new Uint16Array(MAX_CHARACTERS + 1);
const edges = new Uint16Array(2 * MAX_CHARACTERS);
const letters = new Uint16Array(MAX_WORD + 2);

function hashOf(text: string, from: number, to: number): number {
  let hash = WORD_BASIS;
  for (let i = from; i < to; i++) hash = hashOn(hash, text.charCodeAt(i));
  return hash;
}

/** Between the signs that stand for its edges; how many these are in all. */
function lettersOf(text: string, from: number, to: number): number {
  const length = to - from + 2;
  letters[0] = 60;
  for (let i = from; i < to; i++) letters[i - from + 1] = text.charCodeAt(i);
  letters[length - 1] = 62;
  return length;
}

/** How many features there are then. */
function addRuns(count: number, length: number): number {
  for (let start = 0; start + SHORTEST <= length; start++) {
    let hash = RUN_BASIS;
    const most = Math.min(LONGEST, length - start);
    for (let run = 1; run <= most; run++) {
      hash = hashOn(hash, letters[start + run - 1]!);
      if (run >= SHORTEST) buckets[count++] = runBucket(hash, run);
    }
  }
  return count;
}
