import { expect, test } from 'vitest';
import { addSpace, movedSpace, sameSpaces, spacesInput, startSpaces } from '#admin/settings/spaces.ts';

const saved = {
  spaces: [
    { slug: 'cafe', name: 'Le café', description: '', threads: 2 },
    { slug: 'ecole', name: 'L’école', description: 'Des petits', threads: 0 },
  ],
};

test('what was not touched is the same, what was moved or renamed is not', () => {
  const spaces = startSpaces(saved);

  expect(sameSpaces(spaces, saved)).toBe(true);
  expect(sameSpaces(movedSpace(spaces, 0, 1), saved)).toBe(false);
  expect(sameSpaces(spaces.with(0, { ...spaces[0]!, name: 'Au café' }), saved)).toBe(false);
});

test('it is saved over the list that was on screen, new ones without an address', () => {
  const spaces = addSpace(addSpace(startSpaces(saved)));
  const typed = movedSpace(spaces.with(2, { ...spaces[2]!, name: ' Le marché ' }), 2, -1).toSpliced(3, 1);

  expect(spacesInput(saved, typed)).toEqual({
    known: ['cafe', 'ecole'],
    spaces: [
      { slug: 'cafe', name: 'Le café', description: '' },
      { slug: null, name: 'Le marché', description: '' },
      { slug: 'ecole', name: 'L’école', description: 'Des petits' },
    ],
  });
  expect(new Set(spaces.map(({ key }) => key)).size).toBe(4);
});
