import { expect, test } from 'vitest';
import { distinctOf, featuresOf } from '#server/classifier/features.ts';
import { BUCKETS } from '#server/classifier/hashes.ts';
import { weigh } from '#server/classifier/logistic.ts';
import { decodeTable, encodeTable, logitOf, quantise } from '#server/classifier/table.ts';

const weights = Float64Array.from({ length: BUCKETS }, (_, i) => Math.sin(i) * (i === 7 ? 100 : 1));
const fine = { bias: -0.3, weights };

test('a byte a weight is hardly felt', () => {
  const buckets = distinctOf(featuresOf('Une phrase comme une autre, ni bonne ni mauvaise.'));

  const exact = fine.bias + weigh(buckets, weights);

  expect(Math.abs(logitOf(quantise(fine), buckets) - exact)).toBeLessThan(0.05);
});

test('a few weights beyond all others do not cost the others their fineness', () => {
  const { scale, weights: bytes } = quantise(fine);

  expect(scale).toBeLessThan(1 / 126);
  expect(bytes[7]).toBe(127);
});

test('65,544 bytes, there and back, wherever in a larger buffer they lie', () => {
  const table = quantise(fine);
  const bytes = encodeTable(table);
  const among = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]).subarray(6, 6 + bytes.length);

  expect(bytes).toHaveLength(65_544);
  expect(decodeTable(bytes)).toEqual(table);
  expect(decodeTable(among)).toEqual(table);
});

test('no table of zeroes divides by nought, and no other file is one', () => {
  expect(quantise({ bias: 0, weights: new Float64Array(BUCKETS) }).weights.every((weight) => weight === 0)).toBe(true);
  expect(() => decodeTable(new Uint8Array(100))).toThrow('a table of 65544 bytes');
});
