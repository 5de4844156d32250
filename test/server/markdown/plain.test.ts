// Words without markup take neither Markdown's way nor the sanitiser's: they come out as they would have, from the first sign to the last.
import { existsSync, readFileSync } from 'node:fs';
import { Marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { cleanBody } from '#server/html/clean-body.ts';
import { isPlain, renderPlain } from '#server/markdown/plain.ts';

const marked = new Marked({ gfm: true, breaks: true });
const longWay = (source: string) => cleanBody({ html: marked.parse(source, { async: false }), pictures: [] });

test.each([
  'Bonjour à tous.',
  'L’arrêt « Lilas » ferme : 18 mois, 3,5 M€ (et alors ?)',
  'C\'est un "détail" – ou presque…',
  'Une ligne\nune autre\n\nun autre paragraphe\n\n\nun dernier',
  '\n\nDes lignes vides autour\n\n',
  'Oui ! 👍🏽 🇫🇷 Ça alors 👩‍👩‍👧 1+1=2',
  'Там ничего нет, 静かな通り, شارع هادئ, é décomposé : e\u0301',
  'En 1986\nun accord - enfin',
])('%j goes by the short way, and ends where the long one does', (source) => {
  expect(isPlain(source)).toBe(true);
  expect(renderPlain(source)).toBe(longWay(source));
});

test.each([
  ['emphasis', 'c’est *très* bien'],
  ['a list', '- un\n- deux'],
  ['a list of numbers', 'Voici :\n1. un'],
  ['a line under a title', 'Titre\n====='],
  ['an address', 'voyez https://example.org'],
  ['an address without its scheme', 'voyez www.example.org'],
  ['somebody called', 'merci @ada'],
  ['code by indentation', 'Voici :\n\n    du code'],
  ['spaces that would go', 'deux  espaces'],
  ['a line that ends in spaces', 'une ligne  \nune autre'],
  ['HTML', '<b>non</b>'],
  ['an entity', '&eacute;'],
  ['half of a sign', 'a\ud83d'],
  ['a sign that is not seen', 'a\u0000b'],
  ['nothing', ' \n'],
])('%s takes the long way', (_, source) => {
  expect(isPlain(source)).toBe(false);
});

describe('whatever is put together of these', () => {
  const SIGNS = [...' .,;:!?\'"’«»()…–-+=%/€1a2é\n\n\u00a0\u202f\u200d👍'];
  const ENDINGS = [
    '\n\n',
    '\n=',
    '\n1',
    'x\n',
    ' - ',
    ' +',
    '1.',
    '1)',
    '==',
    '--',
    'http:',
    'mailto:a',
    'FTP',
    'www',
    '//',
    '::',
    'été',
    '\u0301',
    '\ufe0f',
  ];
  const PIECES = [...SIGNS, ...ENDINGS];

  test('six thousand texts, both ways', () => {
    const next = drawing(20_261_123);
    let plain = 0;
    for (let n = 0; n < 6000; n++) {
      const source = Array.from({ length: 1 + next(12) }, () => PIECES[next(PIECES.length)]!).join('');
      if (!isPlain(source)) continue;
      plain++;
      expect(renderPlain(source), JSON.stringify(source)).toBe(longWay(source));
    }
    expect(plain).toBeGreaterThan(600);
  });
});

const attacks = '../shared/data/attacks';
test.skipIf(!existsSync(attacks))('whatever of the attack corpora is plain ends alike (skipped without ../shared)', () => {
  const strings = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
  const texts = ['dompurify-payloads.json', 'markdown-xss-own.json', 'blns.json'].flatMap((name) =>
    strings(JSON.parse(readFileSync(`${attacks}/${name}`, 'utf8'))),
  );
  const plain = texts.filter(isPlain);

  for (const source of plain) expect(renderPlain(source)).toBe(longWay(source));
  expect(plain.length).toBeGreaterThan(20);
});

/** Whole numbers under a bound, the same at each run: a linear congruential generator. */
function drawing(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
