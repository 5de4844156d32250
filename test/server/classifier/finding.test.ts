import { expect, test } from 'vitest';
import { findingOf } from '#server/classifier/finding.ts';
import type { Score } from '#server/classifier/model.ts';

const settings = { sortFrom: 0.5, holdFrom: 0.95 };
const scored = (toxicity: number): Score => ({
  toxicity,
  spam: 0.1,
  passages: { toxicity: ['espèce de sot'], spam: [] },
});

test('below what a site sorts by, it says nothing', () => {
  expect(findingOf('toxicity', scored(0.49), settings)).toBeNull();
  expect(findingOf('spam', scored(0.99), settings)).toBeNull();
});

test('from there on it ranks, and shows why', () => {
  const finding = findingOf('toxicity', scored(0.75), settings);

  expect(finding).toEqual({ phase: 'toxicity', effect: 'flag', weight: 2, evidence: ['espèce de sot'], facts: { score: 0.75 } });
});

test('it asks for a reader only from the site’s own threshold on', () => {
  expect(findingOf('toxicity', scored(0.949), settings)?.effect).toBe('flag');
  expect(findingOf('toxicity', scored(0.95), settings)?.effect).toBe('hold');
  expect(findingOf('toxicity', scored(1), { ...settings, holdFrom: null })?.effect).toBe('flag');
});

test('the higher the score, the more it weighs, and never as much as a banned word', () => {
  const weights = [0.5, 0.6, 0.8, 1].map((score) => findingOf('toxicity', scored(score), settings)!.weight);

  expect(weights).toEqual(weights.toSorted((a, b) => a - b));
  expect(weights.at(-1)).toBeLessThan(5);
  expect(findingOf('toxicity', scored(1), { sortFrom: 1, holdFrom: 1 })?.weight).toBe(0);
});
