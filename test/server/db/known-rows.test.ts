import { expect, test } from 'vitest';
import { KnownRows } from '#server/db/known-rows.ts';

const decode = ([id, name, tags]: unknown[]) => ({ id, name, tags: JSON.parse(tags as string) as string[] });

test('a row that is read again as it was is the same object; whatever changed is another', () => {
  const known = new KnownRows();
  const first = known.again([1, 'a', '["x"]'], decode);

  expect(known.again([1, 'a', '["x"]'], decode)).toBe(first);
  expect(known.again([2, 'a', '["x"]'], decode)).toEqual({ id: 2, name: 'a', tags: ['x'] });
  expect(known.again([1, 'a', '["y"]'], decode)).toEqual({ id: 1, name: 'a', tags: ['y'] });
  expect(known.again([1, 'a', '["x"]'], decode)).toEqual(first);
  expect(known.again([1, 'a', '["x"]'], decode)).not.toBe(first);
});

test('nobody changes what others hold', () => {
  const row = new KnownRows().again([1, 'a', '["x"]'], decode);

  expect(() => (row.name = 'b')).toThrow(TypeError);
  expect(() => row.tags.push('y')).toThrow(TypeError);
});
