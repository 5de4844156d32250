import { expect, test } from 'vitest';
import { fillCanned, inLanguage, isForMany, macrosOf } from '#admin/queue/canned/canned.ts';
import type { Act } from '#server/cases/wire.ts';

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

test('a canned reply decides by a rule in force, where its act is allowed, with the facts of the case', () => {
  const rules = [{ number: 2, title: 'Courtoisie', url: '' }];
  const can: Act[] = ['approve', 'reject'];
  const decides = { ...reply('fr'), title: 'Injure', body: 'Bonjour {author} : {rule}.', verdict: 'reject' as const, rule: 2 };
  const replies = [reply('fr'), decides, { ...decides, rule: 9 }, { ...decides, verdict: 'hide' as const }];

  expect(macrosOf(replies, { rules, can, language: 'fr', facts: { author: 'Ada' } })).toEqual([
    { title: 'Injure', choice: { verdict: 'reject', rule: 2, note: 'Bonjour Ada : 2. Courtoisie.' } },
  ]);
});
