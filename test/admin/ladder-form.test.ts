import { expect, test } from 'vitest';
import { addStep, fromForm, rungsOf, toForm, withKind } from '#admin/settings/ladder/ladder-form.ts';
import { LADDER, proposed } from '#server/sanctions/ladder.ts';

test('what was read goes out as it was', () => {
  const ladder = { ...LADDER, rules: { 2: 3 } };

  expect(fromForm(toForm(ladder))).toEqual(ladder);
});

test('a rule whose points are taken out adds nothing; what is no number is left for the server to refuse', () => {
  const form = { ...toForm(LADDER), rules: { 2: ' ' }, lapseDays: 'un mois' };

  expect(fromForm(form)).toMatchObject({ rules: {}, lapseDays: NaN });
});

test.each([
  ['the usual ladder', LADDER],
  ['steps in any order, a heavier warning', { ...LADDER, points: { ...LADDER.points, warning: 3 }, steps: LADDER.steps.toReversed() }],
  ['one step far up', { ...LADDER, steps: [{ from: 9, kind: 'ban' as const, hours: null }] }],
])('%s is previewed as the server proposes', (_, ladder) => {
  const sorted = { ...ladder, steps: ladder.steps.toSorted((a, b) => a.from - b.from) };
  const rungs = rungsOf(ladder);

  for (let standing = 0; standing < 20; standing++) {
    const { kind, hours } = rungs.find(({ from, to }) => standing >= from && (to === null || standing <= to))!;
    const { from: _from, ...expected } = proposed(sorted, standing);
    expect({ kind, hours }).toEqual(expected);
  }
});

test('nothing is previewed while a number is missing', () => {
  expect(rungsOf({ ...LADDER, steps: [{ from: NaN, kind: 'ban', hours: null }] })).toEqual([]);
});

test('a step is added above the last, and takes a span that its measure has', () => {
  const { steps } = toForm(LADDER);
  const added = addStep(steps).at(-1)!;

  expect(added).toEqual({ key: 5, from: '15', kind: 'suspension', hours: 72 });
  expect(withKind(added, 'ban').hours).toBeNull();
  expect(withKind({ ...added, hours: null }, 'slow').hours).toBeNull();
  expect(withKind({ ...added, kind: 'ban', hours: null }, 'suspension').hours).toBe(72);
});
