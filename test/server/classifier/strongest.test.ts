import { expect, test } from 'vitest';
import { distinctOf, featuresOf } from '#server/classifier/features.ts';
import { BUCKETS } from '#server/classifier/hashes.ts';
import { stretchesOf } from '#server/classifier/stretches.ts';
import { strongestIn } from '#server/classifier/strongest.ts';

test('a short text is one stretch, a long one many, and no word is left out', () => {
  expect(stretchesOf(0)).toEqual([{ from: 0, middle: 0, to: 0 }]);
  expect(stretchesOf(24)).toEqual([{ from: 0, middle: 24, to: 24 }]);
  expect(stretchesOf(25)).toEqual([
    { from: 0, middle: 8, to: 16 },
    { from: 8, middle: 16, to: 24 },
    { from: 16, middle: 24, to: 25 },
  ]);
  expect(stretchesOf(32).at(-1)).toEqual({ from: 16, middle: 24, to: 32 });
});

test('an insult among many words is found where it is', () => {
  const weights = new Int8Array(BUCKETS);
  for (const bucket of distinctOf(featuresOf('imbécile'))) weights[bucket] = 50;
  const table = { scale: 0.1, bias: -2, weights };
  const before = 'la mairie a coupé les arbres de la place sans rien nous dire '.repeat(5);

  const features = featuresOf(`${before} imbécile ${before}`);

  const [found] = strongestIn(features, [table]);
  expect(found!.stretch.from).toBeLessThanOrEqual(60);
  expect(found!.stretch.to).toBeGreaterThan(60);
  expect(found!.logit).toBeGreaterThan(0);
  expect(strongestIn(featuresOf(before + before), [table])[0]!.logit).toBeLessThan(0);
});
