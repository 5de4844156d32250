import { expect, test } from 'vitest';
import { addRule, moveRule, sameRules, startDrafts } from '#admin/settings/charter.ts';

test('a rule moves by one and stops at both ends', () => {
  const drafts = startDrafts([
    { title: 'Un', body: '' },
    { title: 'Deux', body: '' },
  ]);

  expect(moveRule(drafts, 1, -1).map(({ title }) => title)).toEqual(['Deux', 'Un']);
  expect(moveRule(drafts, 1, 1)).toBe(drafts);
});

test('an added rule has a key of its own, and makes another charter', () => {
  const drafts = startDrafts([{ title: 'Un', body: '' }]);

  expect(addRule(drafts).map(({ key }) => key)).toEqual([0, 1]);
  expect(sameRules(drafts, [{ title: 'Un', body: '' }])).toBe(true);
  expect(sameRules(addRule(drafts), [{ title: 'Un', body: '' }])).toBe(false);
});
