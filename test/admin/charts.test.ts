import { expect, test } from 'vitest';
import { bandOf, columnsOf, lineOf, topOf } from '#admin/charts/scale.ts';

test.each([
  [0, 1],
  [0.021, 0.04],
  [0.84, 1],
  [1, 1],
  [3, 4],
  [7, 10],
  [42, 60],
  [412, 600],
  [1000, 1000],
])('an axis for %d goes up to %d', (most, top) => {
  expect(topOf(most)).toBeCloseTo(top, 10);
});

test('a line begins at zero, and is broken where nothing is known', () => {
  expect(lineOf([0, 5, 10], 10)).toBe('M0 100L50 50L100 0');
  expect(lineOf([0, null, 10, 5, null], 10)).toBe('M0 100M50 0L75 50');
  expect(lineOf([4], 4)).toBe('M50 0');
});

test('a band is a shape for each stretch that is known', () => {
  const range = { low: 0, high: 10 };

  expect(bandOf([range, range, null, range, range], 10)).toBe('M0 0L25 0L25 100L0 100ZM75 0L100 0L100 100L75 100Z');
  expect(bandOf([null, null], 10)).toBe('');
});

test('columns stand on the ground', () => {
  expect(columnsOf([10, 0, null], 10).map(({ y, height }) => [y, height])).toEqual([
    [0, 100],
    [100, 0],
    [100, 0],
  ]);
});
