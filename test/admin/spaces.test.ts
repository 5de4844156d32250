import { expect, test } from 'vitest';
import { addSpace, movedSpace, putSpace, sameSpaces, spacesInput, startSpaces, withoutSpace } from '#admin/settings/spaces.ts';
import type { SpacesWire } from '#server/sites/wire.ts';

const space = (slug: string, inner = false): SpacesWire['spaces'][number] => ({
  slug,
  name: slug,
  description: '',
  inner,
  guidelines: '',
  opens: 'members',
  audience: null,
  moderation: null,
  articleTags: ['sante'],
  archived: false,
  threads: 0,
});
const saved: SpacesWire = {
  version: 'v1',
  spaces: [space('ville'), space('velo', true), space('bus', true), space('ecole'), space('cafe')],
};
const spaces = startSpaces(saved);
const drawn = (list: typeof spaces) => list.map(({ slug, inner }) => (inner ? `> ${slug}` : slug)).join(', ');

test('what was not touched is the same, what was moved or renamed is not', () => {
  expect(sameSpaces(spaces, saved)).toBe(true);
  expect(sameSpaces(movedSpace(spaces, 0, 1), saved)).toBe(false);
  expect(sameSpaces(spaces.with(0, { ...spaces[0]!, name: 'Au café' }), saved)).toBe(false);
});

test('a space moves with its parts past another one with its own; a part moves by itself, also to another space', () => {
  expect(drawn(movedSpace(spaces, 0, 1))).toBe('ecole, ville, > velo, > bus, cafe');
  expect(drawn(movedSpace(spaces, 3, -1))).toBe('ecole, ville, > velo, > bus, cafe');
  expect(drawn(movedSpace(spaces, 1, 1))).toBe('ville, > bus, > velo, ecole, cafe');
  expect(drawn(movedSpace(spaces, 2, 1))).toBe('ville, > velo, ecole, > bus, cafe');
  expect(drawn(movedSpace(spaces, 4, 1))).toBe(drawn(spaces));
  expect(drawn(movedSpace(spaces, 0, -1))).toBe(drawn(spaces));
});

test('dragged, a space lands beside another one, never between it and its parts', () => {
  expect(drawn(putSpace(spaces, 4, 0))).toBe('cafe, ville, > velo, > bus, ecole');
  expect(drawn(putSpace(spaces, 4, 1))).toBe('ville, > velo, > bus, cafe, ecole');
  expect(drawn(putSpace(spaces, 0, 4))).toBe('ecole, cafe, ville, > velo, > bus');
  expect(drawn(putSpace(spaces, 0, 2))).toBe(drawn(spaces));
  expect(drawn(putSpace(spaces, 1, 0))).toBe('velo, ville, > bus, ecole, cafe');
  expect(drawn(withoutSpace(spaces, 0))).toBe('velo, > bus, ecole, cafe');
});

test('it is saved over the version that was on screen, new ones without an address', () => {
  const longer = addSpace(addSpace(startSpaces({ version: 'v1', spaces: [space('cafe')] })));
  const typed = longer.with(1, { ...longer[1]!, name: ' Le marché ', articleTags: 'halles,  étals, halles,' }).toSpliced(2, 1);

  const input = spacesInput({ version: 'v1', spaces: [] }, typed);

  expect(input.version).toBe('v1');
  expect(input.spaces.map(({ slug, name, articleTags }) => [slug, name, articleTags])).toEqual([
    ['cafe', 'cafe', ['sante']],
    [null, 'Le marché', ['halles', 'étals']],
  ]);
  expect(new Set(longer.map(({ key }) => key)).size).toBe(3);
});
