import { expect, test } from 'vitest';
import { draftsOf } from '#widget/drafts.ts';

/** The part of Storage that drafts use; its keys are its own, as a browser's are. */
function storage(): Storage {
  const kept = {} as Record<string, string>;
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  };
  Object.defineProperties(kept, Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value, configurable: true }])));
  return kept as unknown as Storage;
}

test('a draft is found again, under its thread and its parent', () => {
  const shared = storage();
  const drafts = draftsOf('courrier/platanes', shared);

  drafts.keep('new', { text: 'Bonjour', at: 1 });
  drafts.keep('reply:a', { text: 'Oui', at: 2 });
  draftsOf('courrier/crue', shared).keep('new', { text: 'Ailleurs', at: 3 });

  expect(drafts.read('new')).toEqual({ text: 'Bonjour', at: 1 });
  expect(drafts.all().map(([name]) => name)).toEqual(['new', 'reply:a']);
});

test('a draft dropped leaves nothing behind', () => {
  const shared = storage();
  const drafts = draftsOf('courrier/platanes', shared);
  drafts.keep('new', { text: 'Bonjour', at: 1 });

  drafts.drop('new');

  expect(Object.keys(shared)).toEqual([]);
});

test('what is kept but is no draft is no draft', () => {
  const shared = storage();
  shared.setItem('terrasse:draft:courrier/platanes:new', '{"text":4');

  expect(draftsOf('courrier/platanes', shared).all()).toEqual([]);
});

test('a browser that keeps nothing is no obstacle to writing', () => {
  const full = storage();
  Object.defineProperty(full, 'setItem', {
    value: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });

  expect(() => draftsOf('courrier/platanes', full).keep('new', { text: 'Bonjour', at: 1 })).not.toThrow();
  expect(draftsOf('courrier/platanes', null).read('new')).toBeNull();
});
