import { expect, test } from 'vitest';
import { fillCanned, inLanguage, isForMany } from '#admin/queue/canned.ts';

const reply = (locale: 'fr' | 'en') => ({ id: locale, locale, version: 1, title: '', body: '', verdict: null, rule: null });

test('a text takes the facts of its case; what is not known stays to be seen', () => {
  expect(fillCanned('{author}, {rule} sous {article} : {other}', { author: 'Ada', rule: '1. Courtoisie' })).toBe(
    'Ada, 1. Courtoisie sous {article} : {other}',
  );
});

test('a name with a dollar is put in as it is', () => {
  expect(fillCanned('Bonjour {author}.', { author: '$& $1' })).toBe('Bonjour $& $1.');
});

test('the language of the text comes first, else all are offered', () => {
  expect(inLanguage([reply('fr'), reply('en')], 'en')).toEqual([reply('en')]);
  expect(inLanguage([reply('fr')], 'en')).toEqual([reply('fr')]);
});

test('what names somebody is not for several at once', () => {
  expect([isForMany({ body: 'Bonjour {author}.' }), isForMany({ body: 'Voir {rule}.' })]).toEqual([false, true]);
});
