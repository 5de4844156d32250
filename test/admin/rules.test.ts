import { expect, test } from 'vitest';
import { filterRules, proposedRule } from '#admin/queue/rules.ts';
import { addRule, moveRule, sameRules, startDrafts } from '#admin/settings/charter.ts';

const rules = ['Injure', 'Haine, discrimination', 'Vie privée'].map((title, i) => ({ number: i + 1, title, url: '' }));

test('a rule is found by its number or by its words', () => {
  expect(filterRules(rules, '2').map(({ number }) => number)).toEqual([2]);
  expect(filterRules(rules, 'privee').map(({ number }) => number)).toEqual([3]);
  expect(filterRules(rules, '')).toBe(rules);
});

test('the rule that readers named most is proposed', () => {
  expect(proposedRule(rules, [report(1), report(3), report(3), report(null)])).toBe(3);
});

test('no rule is proposed where none was named, or where it is gone', () => {
  expect(proposedRule(rules, [report(null), report(9)])).toBe(null);
});

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

const report = (rule: number | null) => ({ id: 'r', at: '', reporter: { id: 'm', name: 'Ada' }, rule, note: '', revision: 1 });
