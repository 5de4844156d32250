import { expect, test } from 'vitest';
import { skeletonOf } from '#server/members/skeleton.ts';

test.each([
  ['Cyrillic', 'Lucie Arnaud', 'Luсіе Аrnаud'],
  ['Greek', 'Odile Perrot', 'Οdile Ρerrοt'],
  ['full width', 'Camille', 'Ｃａｍｉｌｌｅ'],
  ['mathematical letters', 'Camille', '𝐂𝐚𝐦𝐢𝐥𝐥𝐞'],
  ['digits', 'Odile Colin', '0di1e C0l1n'],
  ['signs', 'Isabelle Sassi', '1s@be||e $assi'],
  ['accents', 'Helene Gregoire', 'Hélène Grégoire'],
  ['capital I for small l', 'Camille Dulac', 'CamiIIe DuIac'],
  ['case', 'Inès', 'INÈS'],
  ['spaces and hyphens', 'Jean-Marc Petit', 'Jean Marc  Petit'],
  ['an apostrophe of another kind', 'Maëlle d’Arc', "Maelle d'Arc"],
  ['nothing between letters', 'Camille', 'Cam\u200bille'],
  ['a soft hyphen, a turned direction', 'Camille', 'Ca\u00admi\u202elle'],
  ['rn for m', 'Camille', 'Carnille'],
  ['vv for w', 'Gwenaël', 'Gvvenael'],
  ['cl for d', 'Claude', 'Claucle'],
  ['Armenian', 'Sonia Hoss', 'Sօnia Հoss'],
  ['Cherokee', 'ADA', 'ꭺꭰꭺ'],
  ['ligatures', 'Mæva Œuvre', 'Maeva Oeuvre'],
  ['a stroke', 'Sørensen Łukasz', 'Sorensen Lukasz'],
])('%s: two names that pass for each other have one skeleton', (_, name, lookalike) => {
  expect(skeletonOf(lookalike)).toBe(skeletonOf(name));
});

test.each([
  ['Camille Roux', 'Camille Rous'],
  ['Paul Martin', 'Paula Martin'],
  ['Anne', 'Aline'],
  ['Jean', 'Jeanne'],
  ['Léa', 'Léo'],
  ['Иван Петров', 'Олег Смирнов'],
  ['李伟', '李娜'],
])('%s and %s are two people', (one, other) => {
  expect(skeletonOf(one)).not.toBe(skeletonOf(other));
});

test('a name of signs alone has none', () => {
  expect(skeletonOf('–– … ——')).toBe('');
});
