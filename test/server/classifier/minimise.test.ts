import { expect, test } from 'vitest';
import { minimise } from '#server/classifier/minimise.ts';

test('the lowest place of a skewed bowl', () => {
  const [x, y, z] = minimise(
    3,
    ([a, b, c], gradient) => {
      gradient.set([2 * (a! - 3), 200 * (b! + 1), 0.02 * (c! - 50)]);
      return (a! - 3) ** 2 + 100 * (b! + 1) ** 2 + 0.01 * (c! - 50) ** 2;
    },
    1e-8,
  );

  expect([x, y, z].map((part) => Math.round(part! * 1e4) / 1e4)).toEqual([3, -1, 50]);
});

test('where it is least already, it stays', () => {
  expect(
    minimise(
      2,
      (_, gradient) => {
        gradient.fill(0);
        return 1;
      },
      1e-8,
    ),
  ).toEqual(new Float64Array(2));
});
