import { expect, test } from 'vitest';
import { diffWords } from '#widget/thread/diff.ts';

test('equal texts are one part', () => {
  expect(diffWords('la même chose', 'la même chose')).toEqual([{ kind: 'same', text: 'la même chose' }]);
});

test('a replaced sentence shows as old, then new, between what stayed', () => {
  expect(diffWords('Merci. Hâte de lire. Fin', 'Merci. Bande de clowns. Fin')).toEqual([
    { kind: 'same', text: 'Merci.' },
    { kind: 'old', text: ' Hâte' },
    { kind: 'new', text: ' Bande' },
    { kind: 'same', text: ' de' },
    { kind: 'old', text: ' lire.' },
    { kind: 'new', text: ' clowns.' },
    { kind: 'same', text: ' Fin' },
  ]);
});

test('what was added to the end, or all removed', () => {
  expect(diffWords('un', 'un deux')).toEqual([
    { kind: 'same', text: 'un' },
    { kind: 'new', text: ' deux' },
  ]);
  expect(diffWords('un', '')).toEqual([{ kind: 'old', text: 'un' }]);
});

test('both texts come back whole, however long', () => {
  const before = Array.from({ length: 3000 }, (_, i) => `mot${i}`).join(' ');
  const after = Array.from({ length: 3000 }, (_, i) => `word${i}`).join(' ');

  const parts = diffWords(before, after);

  expect(textOf(parts, 'old')).toBe(before);
  expect(textOf(parts, 'new')).toBe(after);
});

function textOf(parts: ReturnType<typeof diffWords>, side: 'old' | 'new') {
  return parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('');
}
