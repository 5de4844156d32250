import { describe, expect, test } from 'vitest';
import { distinctOf, eachDistinct, featuresOf, wordsIn, type Features } from '#server/classifier/features.ts';
import { MAX_CHARACTERS } from '#server/classifier/normalise.ts';
import { stretchesOf } from '#server/classifier/stretches.ts';

test('a word, its pair with the one before, its letters by three, four and five: the committed weights hang on these numbers', () => {
  const features = featuresOf('Un as !');

  expect(Array.from(features.starts)).toEqual([0, 5, 10, 12]);
  expect(edgesOf(features).map(([from, to]) => features.traced.text.slice(from, to))).toEqual(['un', 'as', '!']);
  expect(Array.from(features.buckets)).toEqual([...UN, ...AS, ...EXCLAMATION]);
});

test('each word is known again in the source', () => {
  const source = 'Ｕn c\u200bonn@rd, un @ada !!!!';
  const features = featuresOf(source);

  const written = edgesOf(features).map(([from, to]) => source.slice(features.traced.at(from), features.traced.at(to)).trim());

  expect(written).toEqual(['Ｕn', 'c\u200bonn@rd', ',', 'un', '@ada', '', '!!!!']);
});

test('each counts once', () => {
  expect(distinctOf(featuresOf('non'))).toEqual(distinctOf(featuresOf('non')));
  expect(distinctOf(featuresOf('non non non non')).length).toBe(distinctOf(featuresOf('non non')).length);
});

test('what looks alike has the same', () => {
  expect(distinctOf(featuresOf('ESPÈCE DE C0NN4RD'))).toEqual(distinctOf(featuresOf('espece de соnnаrd')));
});

test('nothing has none', () => {
  expect(wordsIn(featuresOf(''))).toBe(0);
  expect(distinctOf(featuresOf(' \u200b '))).toHaveLength(0);
});

const UN = [28290, 47417, 63514, 44360, 47086];
const AS = [47101, 9892, 42907, 37335, 56506];
const EXCLAMATION = [12724, 36455];

describe('work grows with the text, no faster', () => {
  const texts: [name: string, make: (length: number) => string, unfolds?: number][] = [
    ['short words', (length) => 'ab '.repeat(length / 3)],
    ['one word', (length) => 'a1b2'.repeat(length / 4)],
    ['words of the longest kind', (length) => `${'abcdefghijklmnopqrstuvwxyzabc'} `.repeat(length / 30)],
    ['signs', (length) => '!?'.repeat(length / 2)],
    ['spelled', (length) => 'a b '.repeat(length / 4)],
    ['heaped marks', (length) => `a${'\u0337\u0321'.repeat(10)}`.repeat(length / 21)],
    ['masks', (length) => 'a**'.repeat(length / 3)],
    ['letters that unfold', (length) => '\ufdfa'.repeat(length), 18],
    ['emoji', (length) => '🤡'.repeat(length / 2)],
  ];

  test.each(texts)('%s', (_, make, unfolds = 1) => {
    for (const length of [1000, 5000, MAX_CHARACTERS, 1_000_000]) {
      const read = Math.min(unfolds * length, MAX_CHARACTERS);
      expect(steps(make(length))).toBeLessThanOrEqual(9 * read + 100);
    }
  });

  test('three for a character at the most', () => {
    expect(featuresOf('abcdefghijklmnopqrstuvwxyzabc a !').buckets.length).toBeLessThanOrEqual(3 * 31);
  });
});

/** Where each word begins and ends in the text that was read. */
const edgesOf = (features: Features) =>
  Array.from({ length: wordsIn(features) }, (_, word) => Array.from(features.edges.subarray(2 * word, 2 * word + 2)) as [number, number]);

/** Features made, and looked at again in each stretch. */
function steps(text: string): number {
  const features = featuresOf(text);
  let looked = features.buckets.length;
  for (const stretch of stretchesOf(wordsIn(features))) eachDistinct(features, stretch, () => looked++);
  return looked;
}
