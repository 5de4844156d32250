import { expect, test } from 'vitest';
import { SHAPES } from '#server/moderation/personal-data.ts';
import { TRICKS } from '#server/moderation/readings.ts';
import { stepsOf } from '../../support/regex-steps.ts';

/** What makes patterns turn back: nearly what they look for, again and again. */
const HARD = [
  'a',
  'aa',
  '0 ',
  '06 12 34 56 7',
  '+33 1',
  'FR76 3000 6000 ',
  'a@a.',
  'a.a@',
  '12 rue de la ',
  '12 Aa Aa Aa ',
  'a*',
  'a.a ',
  'a b*c-',
  '@$!|',
  '35 Rennes, ',
  '> > ',
  'É',
];

const grown = (seed: string, length: number) => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);

test.each([...TRICKS, ...SHAPES].map((pattern) => [pattern.source.slice(0, 60), pattern] as const))(
  '%s costs by the length of the text',
  (_, pattern) => {
    for (const seed of HARD) {
      const [short, long] = [stepsOf(pattern, grown(seed, 200)), stepsOf(pattern, grown(seed, 1600))];

      expect(long, `on “${seed}”`).toBeLessThanOrEqual(9 * short + 2000);
      expect(long, `on “${seed}”`).toBeLessThanOrEqual(1600 * 600);
    }
  },
);

test('the measure itself sees what grows faster', () => {
  expect(stepsOf(/(?:a+)+b/, grown('a', 16))).toBeGreaterThan(20 * stepsOf(/(?:a+)+b/, grown('a', 8)));
  expect(stepsOf(/a{1,3}b/, 'aaab')).toBeGreaterThan(0);
});
