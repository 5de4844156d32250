import { MAX_CHARACTERS, normalise } from './normalise.ts';
import type { Traced } from './rewrite.ts';

/** How many weights a head has: what a feature's hash is cut down to. */
export const BUCKETS = 65_536;
/** Longer than this is no word: it counts as a whole, its letters don't. */
const MAX_WORD = 29;
const [SHORTEST, LONGEST] = [3, 5];

export type Features = {
  words: string[];
  /** Those of each word in turn, as often as they occur. */
  buckets: Uint16Array;
  /** Where each word's begin among them; one more, for the end. */
  starts: Uint32Array;
  /** What the words were found in. */
  traced: Traced;
};

/** What is weighed of a text: its words, each with the one before it, and the runs of three to five letters in each, its edges included. */
export function featuresOf(source: string): Features {
  const traced = normalise(source);
  const words: string[] = traced.text.match(WORD) ?? [];
  const starts = new Uint32Array(words.length + 1);
  let count = 0;
  eachFeature(words, (bucket, word) => {
    gathered[count++] = bucket;
    starts[word + 1] = count;
  });
  return { words, buckets: gathered.slice(0, count), starts, traced };
}

/** Where each word begins and ends in the source. */
export function spansOf({ words, traced: { text, at } }: Features): { start: number; end: number }[] {
  let done = 0;
  return words.map((word) => {
    const index = text.indexOf(word, done);
    done = index + word.length;
    return { start: at[index]!, end: at[done]! };
  });
}

/** Room for the features of the longest text: no character brings more than three. */
const gathered = new Uint16Array(3 * MAX_CHARACTERS);

/** From one word on, up to another. */
export type Stretch = { from: number; to: number };

/** Each feature of a stretch once, with the word where it comes first. */
export function eachDistinct({ buckets, starts }: Features, { from, to }: Stretch, visit: (bucket: number, word: number) => void) {
  turn = (turn + 1) >>> 0;
  for (let word = from; word < to; word++) {
    for (let i = starts[word]!; i < starts[word + 1]!; i++) {
      const bucket = buckets[i]!;
      if (seenIn[bucket] === turn) continue;
      seenIn[bucket] = turn;
      visit(bucket, word);
    }
  }
}

/** The turn in which each bucket was last met: quicker than a fresh set for each stretch. */
const seenIn = new Uint32Array(BUCKETS);
let turn = 0;

export const wordsIn = ({ words }: Features) => words.length;

/** The features of a whole text, each once, in its order. */
export function distinctOf(features: Features): Uint16Array {
  let count = 0;
  eachDistinct(features, { from: 0, to: wordsIn(features) }, (bucket) => (gathered[count++] = bucket));
  return gathered.slice(0, count);
}

/** A word, with a mask inside it, or a sign. */
const WORD = /[a-z0-9](?:\*?[a-z0-9])*|[^\s\w]/gu;

/** Two for each word, and no more than three a letter with what its letters make. */
export function eachFeature(words: string[], visit: (bucket: number, word: number) => void) {
  let before = NO_WORD;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const hash = hashOf(word);
    visit(bucketOf(hash ^ 0x1111), index);
    visit(bucketOf(Math.imul(before, 31) ^ hash ^ 0x2222), index);
    before = hash;
    if (word.length > 1 && word.length <= MAX_WORD) eachRun(`<${word}>`, (bucket) => visit(bucket, index));
  }
}

function eachRun(word: string, visit: (bucket: number) => void) {
  for (let start = 0; start + SHORTEST <= word.length; start++) {
    let hash = FNV_BASIS ^ 0x3333;
    for (let length = 1; length <= LONGEST && start + length <= word.length; length++) {
      hash = Math.imul(hash ^ word.charCodeAt(start + length - 1), FNV_PRIME);
      if (length >= SHORTEST) visit(bucketOf(hash ^ (length * 0x9e37)));
    }
  }
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = FNV_BASIS;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return hash;
}

const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const NO_WORD = 0x9747b28c | 0;

/** The low 16 bits after MurmurHash3's finaliser: FNV alone mixes its last letter too little. */
function bucketOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & (BUCKETS - 1);
}
