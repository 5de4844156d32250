import { expect, test } from 'vitest';
import { matchWords } from '#server/moderation/match-words.ts';
import { banned } from '#server/moderation/screening.ts';
import type { WordRule } from '#server/sites/wire.ts';

const rule = (text: string, more: Partial<WordRule> = {}): WordRule => ({ ...banned(text), ...more });
const passages = (source: string, ...rules: WordRule[]) => matchWords(source, rules, null).map(({ passage }) => passage);

test.each([
  ['Quel bouffon !', 'bouffon'],
  ['Quel BOUFFON !', 'BOUFFON'],
  ['Quel b0uff0n !', 'b0uff0n'],
  ['Quel b.o.u.f.f.o.n !', 'b.o.u.f.f.o.n'],
  ['Quel b.0.u.f.f.0.n, oui', 'b.0.u.f.f.0.n'],
  ['Quel b o u f f o n !', 'b o u f f o n'],
  ['Quel bou\u200bff\u00adon !', 'bou\u200bff\u00adon'],
  ['Quel bоuffоn !', 'bоuffоn'], // o: Cyrillic
  ['Quel ｂｏｕｆｆｏｎ !', 'ｂｏｕｆｆｏｎ'],
  ['Quel bóuffòn !', 'bóuffòn'],
  ['Quel bouffoooooon !', 'bouffoooooon'],
  ['Quel b*uffon !', 'b*uffon'],
  ['Quel b-----n !', 'b-----n'],
])('%s says the word', (source, passage) => {
  expect(passages(source, rule('bouffon'))).toEqual([passage]);
});

test.each(['Deux bouffons.', 'Le 12 à 19h30.', 'Il fait 1990 pas.', 'Une b****e.', 'b o n', 'Bouff. On verra.'])(
  '%s does not',
  (source) => {
    expect(passages(source, rule('bouffon'))).toEqual([]);
  },
);

test('a phrase is found across the tricks, a part inside words, a pattern by its stars', () => {
  expect(passages('Une  vr4ie tête à claques.', rule('tête à claques'))).toEqual(['tête à claques']);
  expect(passages('Une tête\n à   claques.', rule('tête à claques'))).toEqual(['tête\n à   claques']);
  expect(passages('Tous des complotistes.', rule('complot', { match: 'part' }))).toEqual(['complot']);
  expect(passages('Cette bande de b.0.u.f.f.0.n.s nous mène en bateau.', rule('bande de *', { match: 'pattern' }))).toEqual([
    'bande de b.0.u.f.f.0.n.s',
  ]);
  expect(passages('Des incapables !', rule('incapable(s|)', { match: 'pattern' }))).toEqual(['incapables']);
  expect(passages('Quel abruti, quels abrutis.', rule('abruti*', { match: 'pattern' }))).toEqual(['abruti']);
});

test.each(['va t’faire', "va t'faire", 'va t`faire', 'va tʼfaire'])('an apostrophe is one, whichever was typed: %s', (source) => {
  expect(passages(source, rule('t’faire'))).toHaveLength(1);
  expect(passages(source, rule("t'faire"))).toHaveLength(1);
});

test('a word of one language is not asked of a text in another', () => {
  const pain = rule('pain', { lang: 'en' });

  expect(matchWords('Le pain de la boulangerie est très bon.', [pain], 'fr')).toEqual([]);
  expect(matchWords('Le pain.', [pain], null)).toHaveLength(1);
});

test('a list of two thousand words is read once', () => {
  const rules = Array.from({ length: 2000 }, (_, i) => rule(`mot${i.toString(36).replace(/\d/g, 'z')}x`));

  expect(passages('Rien de tout cela.', ...rules)).toEqual([]);
});
