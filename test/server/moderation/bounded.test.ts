import { expect, test } from 'vitest';
import { readModel, score } from '#server/classifier/model.ts';
import { STAGES } from '#server/classifier/normalise.ts';
import type { Deps } from '#server/deps.ts';
import { askExternal } from '#server/moderation/ask-external.ts';
import { SHAPES } from '#server/moderation/personal-data.ts';
import { TRICKS } from '#server/moderation/readings.ts';
import { screen } from '#server/moderation/screen.ts';
import { banned } from '#server/moderation/screening.ts';
import type { Site } from '#server/sites/queries.ts';
import { draft } from '../../support/draft.ts';
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
  'a0!',
  '35 Rennes, ',
  '> > ',
  '\n> ',
  ' \n',
  'É',
  '🤡',
  '\u0301',
  '<',
  '<a href="',
  '&a',
  '&#1',
  '![](',
  '![a',
  '**a__',
  'http://',
  'www.',
  '@a',
  '1.2,',
];

/** Something of all that a phase, the classifier or an outside service's answer may look into further. */
const ALL = `> Ce que disait quelqu’un d’autre, et qui a été retiré.

Quel c*nn*rd, quel c-----d, ce b0uff0n de s.a.l.e c o n ! @ada, va te faire **voir** sur https://example.org/a.png?b=1 ou www.example.org,
![une image](https://example.org/b.jpg), [là](https://example.com), 06 12 34 56 78, FR76 3000 6000 0112 3456 7890 189, ada@example.org, 12 rue de la
Paix 35000 Rennes, 12 Baker Street. «&nbsp;Œuvre&nbsp;», 3,50 €, aaaaah, LE PONT DES TANNEURS FERMERA ENCORE. Там ничего нет, и никто не знает почему.`;

const model = readModel();
const words = [banned('bouffon'), { ...banned('sale con'), id: 'phrase' }, { ...banned('conn*'), id: 'star', match: 'pattern' as const }];

const full = (source: string) =>
  draft(source, {
    latest: [{ source, createdAt: new Date(0), state: 'published' }],
    beside: [source],
    removed: [source],
    typedMs: 1,
    score: score(model, source),
    screening: { words, external: { url: 'https://screen.example', onFailure: 'publish', timeoutMs: 100 } },
  });

/** As the outside service would answer, at its longest. */
const answering = (source: string) =>
  ({
    config: { secret: 'a secret of thirty-two characters' },
    newId: () => '1',
    fetch: () => Promise.resolve(Response.json({ effect: 'hold', evidence: Array.from({ length: 20 }, () => source.slice(0, 500)) })),
  }) as unknown as Deps;

/** Each pattern of ours that is tried on anything while texts are screened, whoever calls it: all calls come down to `exec`. */
async function patternsTried(texts: string[]): Promise<RegExp[]> {
  const tried = new Map<string, RegExp>();
  const theirs = new Map<string, number>(); // asking who calls is slow: two hundred times are enough
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    const name = `${this.source} ${this.flags.replace('y', '')}`;
    const times = theirs.get(name) ?? 0;
    if (!tried.has(name) && times < 200) {
      if (isOurs(new Error().stack!)) tried.set(name, this);
      else theirs.set(name, times + 1);
    }
    return exec.call(this, text);
  };
  try {
    for (const text of texts) {
      const written = await full(text);
      const asked = await askExternal(answering(text), { key: 'echo' } as Site, written);
      screen(written, asked ? [asked] : []);
    }
  } finally {
    RegExp.prototype.exec = exec;
  }
  return [...tried.values()];
}

/** The first caller that is a file: ours, or a package's. */
const isOurs = (stack: string) =>
  stack
    .split('\n')
    .slice(2)
    .find((line) => !line.includes('<anonymous>'))!
    .includes('/server/');

const grown = (seed: string, length: number) => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
const patterns = await patternsTried([ALL, ...HARD.map((seed) => grown(seed, 400))]);

test('all patterns are seen: of the readings, the phases, the classifier', () => {
  const sources = patterns.map(({ source }) => source);

  for (const pattern of [...STAGES.map(([stage]) => stage), ...TRICKS, ...SHAPES]) expect(sources).toContain(pattern.source);
  expect(patterns.length).toBeGreaterThan(40);
});

test.each(patterns.map((pattern) => [pattern.source.slice(0, 60), pattern] as const))(
  '%s costs by the length of the text',
  (_, pattern) => {
    for (const seed of HARD) {
      const [short, long] = [stepsOf(pattern, grown(seed, 400)), stepsOf(pattern, grown(seed, 1200))];

      expect(long, `on “${seed}”`).toBeLessThanOrEqual(4 * short + 2000);
      expect(long, `on “${seed}”`).toBeLessThanOrEqual(1200 * 600);
    }
  },
);

test('the measure itself sees what grows faster', () => {
  expect(stepsOf(/(?:a+)+b/, grown('a', 16))).toBeGreaterThan(20 * stepsOf(/(?:a+)+b/, grown('a', 8)));
  expect(stepsOf(/a{1,3}b/, 'aaab')).toBeGreaterThan(0);
});
