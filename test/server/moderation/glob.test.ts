import { expect, test } from 'vitest';
import { compileGlob, searchGlob } from '#server/moderation/glob.ts';

const search = (pattern: string, text: string) => {
  const found = searchGlob(compileGlob(pattern)!, text);
  return found.from === null ? null : text.slice(found.from, found.to);
};

test.each([
  ['abruti*', 'quel abrutissement', 'abrutissement'],
  ['abruti*', 'quel abruti', 'abruti'],
  ['*phobe', 'un xenophobe ici', 'xenophobe'],
  ['sale (type|gueule)', 'ta sale  gueule', 'sale  gueule'],
  ['sale (type|gueule)', 'sale temps', null],
  ['co?n', 'con coin con', 'coin'],
  ['con', 'condition', null],
  ['con*', 'la condition', 'condition'],
  ['bande de *', 'une bande de clowns tristes', 'bande de clowns'],
])('%s in “%s”', (pattern, text, found) => {
  expect(search(pattern, text)).toBe(found);
});

test.each(['*', '??', '(a|b', 'a)b', '((ab|cd)|e)', 'a*b*c*d*e*f', 'x'.repeat(101), '(aa|bb)'.repeat(6)])('%s is no pattern', (pattern) => {
  expect(compileGlob(pattern)).toBeNull();
});

test.each([
  ['ab*ab*ab*ab*c', (n: number) => 'ab'.repeat(n)],
  ['aa?a?a?a?a?a?ab', (n: number) => 'a'.repeat(2 * n)],
  ['aa* aa* aa*', (n: number) => 'aa '.repeat(n)],
  ['(aa|ab|ba)(aa|ab|ba)z', (n: number) => 'aabbazz'.repeat(n)],
])('what %s costs grows by the length of the text, not by its square', (pattern, textOf) => {
  const glob = compileGlob(pattern)!;
  const [short, long] = [textOf(400), textOf(4000)];

  const steps = searchGlob(glob, long).steps;

  expect(steps).toBeLessThanOrEqual(11 * searchGlob(glob, short).steps + 100);
  expect(steps).toBeLessThanOrEqual(long.length * (pattern.length + 1) * glob.ways.length);
});
