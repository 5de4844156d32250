import { globSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { format, type Args } from '#widget/i18n/format.ts';

type Catalogue = Record<string, string>;
const catalogues = globSync('{widget,server,admin}/i18n/*.json').map((file) => ({
  file,
  locale: /(?:^|[./-])en\b/.test(file.split('i18n/')[1]!) ? 'en' : 'fr',
  messages: JSON.parse(readFileSync(file, 'utf8')) as Catalogue,
}));

/** Markup is no part of what we use: an angle bracket is one. */
const standardOf = (message: string, locale: string) => new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };
type Argument = { name: string; kind: 'text' | 'number' | 'choice'; words: string[] };
const KINDS: Record<number, Argument['kind']> = { 1: 'text', 2: 'number', 5: 'choice', 6: 'number' };

/** The arguments a message names, as the standard's parser sees them. */
function argumentsOf(message: string): Argument[] {
  const visit = (nodes: Node[]): Argument[] =>
    nodes.flatMap(({ type, value, options = {} }) => [
      ...(KINDS[type] ? [{ name: value!, kind: KINDS[type], words: Object.keys(options) }] : []),
      ...Object.values(options).flatMap((option) => visit(option.value)),
    ]);
  return visit(standardOf(message, 'fr').getAst() as Node[]);
}

/** What may come: counts in every plural form, each word that is chosen by. */
function casesOf(message: string): Args[] {
  const named = argumentsOf(message);
  const filled = (n: number) => Object.fromEntries(named.map(({ name, kind }) => [name, kind === 'number' ? n : 'Zoé']));
  const numbers = named.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const counted = [0, 1, 2, 5, 21, 1_234_567].map((n) => ({ ...filled(n), ...Object.fromEntries(numbers.map((name) => [name, n])) }));
  const chosen = named.flatMap(({ name, kind, words }) =>
    kind === 'choice' ? words.map((word) => ({ ...counted[2]!, [name]: word })) : [],
  );
  return [...counted, ...chosen];
}

describe.each(catalogues)('$file', ({ messages, locale }) => {
  test('every message reads as the standard reads it', () => {
    for (const message of Object.values(messages)) {
      const standard = standardOf(message, locale);
      for (const args of casesOf(message)) expect(format(message, args, locale), message).toBe(standard.format(args));
    }
  });
});

describe.each(['widget', 'server', 'admin'])('%s', (folder) => {
  test('speaks both languages, with the same words to fill in', () => {
    const wordsOf = (locale: string) =>
      Object.fromEntries(
        catalogues
          .filter(({ file, locale: spoken }) => file.startsWith(folder) && spoken === locale)
          .flatMap(({ messages }) => Object.entries(messages))
          .map(([key, message]) => [key, [...new Set(argumentsOf(message).map(({ name }) => name))].toSorted()]),
      );

    expect(wordsOf('en')).toEqual(wordsOf('fr'));
  });
});

test('a count is spelled as its language does', () => {
  expect(format('{n, number} sur {total, number}', { n: 20, total: 10_000 }, 'fr')).toBe('20 sur 10\u202f000');
  expect(format('{n, plural, one {# reply} other {# replies}}', { n: 10_000 }, 'en')).toBe('10,000 replies');
});

test('a choice may hold a count, and a count a choice', () => {
  const message = '{who, select, staff {{n, plural, =0 {nobody} other {# of us}}} other {{n, plural, one {one, {who}} other {# others}}}}';

  expect(format(message, { who: 'staff', n: 0 }, 'en')).toBe('nobody');
  expect(format(message, { who: 'reader', n: 1 }, 'en')).toBe('one, reader');
  expect(format(message, { who: 'reader', n: 3 }, 'en')).toBe('3 others');
});

test('French is typeset: no-break spaces where its signs ask for them', () => {
  for (const { file, messages, locale } of catalogues)
    if (locale === 'fr' && file.startsWith('widget'))
      for (const [key, message] of Object.entries(messages))
        expect(message.match(/ [:;!?»]|« /)?.[0], `${file} ${key}: ${message}`).toBeUndefined();
});
