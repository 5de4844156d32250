import { expect, test } from 'vitest';
import { foldTraced } from '#server/disguises/fold.ts';
import { rewrite, untouched } from '#server/disguises/rewrite.ts';

const places = (text: string, at: (place: number) => number) => Array.from({ length: text.length + 1 }, (_, place) => at(place));

test('what is replaced by as much keeps its places, sign by sign', () => {
  const { text, at } = rewrite(untouched('a 12 b'), /\d+/g, (digits) => 'x'.repeat(digits.length));

  expect(text).toBe('a xx b');
  expect(places(text, at)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('what is replaced by more or less, or by nothing, stands where it began', () => {
  const more = rewrite(untouched('a1b'), /1/g, () => 'one');
  const less = rewrite(untouched('a123b'), /\d+/g, () => '0');
  const nothing = rewrite(untouched('--a--b-'), /-+/g, () => '');

  expect([more.text, ...places(more.text, more.at)]).toEqual(['aoneb', 0, 1, 1, 1, 2, 3]);
  expect([less.text, ...places(less.text, less.at)]).toEqual(['a0b', 0, 1, 4, 5]);
  expect([nothing.text, ...places(nothing.text, nothing.at)]).toEqual(['ab', 2, 5, 7]);
});

test('readings of readings lead back to the source, and what stays as it is costs nothing', () => {
  const once = rewrite(untouched('c.o.n c0n'), /\./g, () => '');
  const twice = rewrite(once, /0/g, () => 'oo');

  expect([twice.text, ...places(twice.text, twice.at)]).toEqual(['con coon', 0, 2, 4, 5, 6, 7, 7, 8, 9]);
  expect(rewrite(twice, /x/g, () => 'y')).toBe(twice);
  expect(rewrite(twice, /c/g, (sign) => sign)).toBe(twice);
});

test('a folded text knows where its signs stood', () => {
  const { text, at } = foldTraced('Œil de 𝐜\u200bréé');

  expect(text).toBe('oeil de cree');
  expect(places(text, at)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13]);
});
