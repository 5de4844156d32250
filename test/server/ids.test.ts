import { expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';

test('an id is a UUID of version 7: it sorts by time, to the millisecond', () => {
  const at = new Date('2026-11-22T13:00:00.123Z').getTime();

  const [before, id, again, after] = [at - 1, at, at, at + 1].map((time) => uuidv7(time));

  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(Number.parseInt(id!.replace('-', '').slice(0, 12), 16)).toBe(at);
  expect(again).not.toBe(id);
  expect([after, id, before].toSorted()).toEqual([before, id, after]);
});
