import { expect, test } from 'vitest';
import { missingOf, type Six } from '#admin/queue/legal/six.ts';

const filled: Six = { verdict: 'reject', ground: 'defamation', rule: '', note: 'La facture contredit le fait imputé.', media: [] };

test('a statement lacks nothing once it says the facts, and by what law or rule', () => {
  expect(missingOf(filled)).toEqual([]);
  expect(missingOf({ ...filled, ground: '', rule: '3' })).toEqual([]);
  expect(missingOf({ ...filled, note: '  Non.  ' })).toEqual(['note']);
  expect(missingOf({ ...filled, ground: '' })).toEqual(['ground']);
  expect(missingOf({ ...filled, verdict: 'take_out' })).toEqual(['media']);
});

test('leaving a post takes nothing from anybody: no reasons are owed', () => {
  expect(missingOf({ verdict: 'approve', ground: '', rule: '', note: '', media: [] })).toEqual([]);
});
