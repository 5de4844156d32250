import { expect, test } from 'vitest';
import { cohensKappa } from '#server/second-readings/kappa.ts';
import { isDrawn } from '#server/second-readings/sample.ts';

test.each([
  // Fifty proposals read by two people; then twice the same raw agreement with other habits (Wikipedia, “Cohen’s kappa”).
  [[20, 5], [10, 15], 0.4],
  [[45, 15], [25, 15], 0.1304],
  [[25, 35], [5, 35], 0.2593],
  // All alike, and nothing alike.
  [[10, 0], [0, 10], 1],
  [[0, 10], [10, 0], -1],
])('κ of %j %j is %d', (first, second, kappa) => {
  expect(cohensKappa([first, second]).kappa).toBeCloseTo(kappa, 4);
});

test('who always says the same has no κ, nor has nobody', () => {
  expect(
    cohensKappa([
      [40, 0],
      [0, 0],
    ]),
  ).toEqual({ n: 40, observed: 1, expected: 1, kappa: null });
  expect(
    cohensKappa([
      [0, 0],
      [0, 0],
    ]).kappa,
  ).toBeNull();
});

test('of many decisions the share that is drawn is what was asked, and the same each time', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `decision-${i}`);
  const drawn = names.filter((name) => isDrawn(name, 5));

  expect(drawn.length).toBeGreaterThan(400);
  expect(drawn.length).toBeLessThan(600);
  expect(names.filter((name) => isDrawn(name, 5))).toEqual(drawn);
  expect([isDrawn('any', 0), isDrawn('any', 100)]).toEqual([false, true]);
});
