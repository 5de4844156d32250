import { expect, test } from 'vitest';
import type { CaseDetail } from '#server/cases/wire.ts';
import { ApiError } from '#admin/api.ts';
import { canDecide, reduceCase, startCase } from '#admin/queue/open-case.ts';
import { caseDetail } from './cases.ts';

const decision = {
  id: 'd',
  at: '2026-11-24T09:00:00Z',
  by: { id: 'm-grace', name: 'Grace' },
  verdict: 'approve' as const,
  rule: null,
  legalGround: null,
  note: '',
  revision: 1,
  tellAt: null,
  undone: false,
  undoes: null,
  measures: [],
};

test('a case can be decided once it has been read', () => {
  const opened = startCase('a', null);
  const read = reduceCase(opened, { type: 'read', detail: caseDetail('a') });

  expect(canDecide(opened)).toBe(false);
  expect(canDecide(read)).toBe(true);
});

test('an edited text waits until its reader asks for it', () => {
  const open = reading(caseDetail('a'));

  const told = reduceCase(open, { type: 'read', detail: caseDetail('a', { version: 2, source: 'Bonsoir', revision: 2 }) })!;
  const shown = reduceCase(told, { type: 'show newer' })!;

  expect(told.seen!.post!.source).toBe('Bonjour');
  expect(told.changes).toMatchObject([{ kind: 'edited', from: 'Bonjour', to: 'Bonsoir' }]);
  expect(shown.seen!.post!.source).toBe('Bonsoir');
  expect(shown.changes).toEqual(told.changes);
});

test('a report comes in place, and is said', () => {
  const after = reduceCase(reading(caseDetail('a')), { type: 'read', detail: caseDetail('a', { version: 2, reports: 1 }) })!;

  expect(after.seen!.reports).toBe(1);
  expect(after.changes).toEqual([{ kind: 'reported', count: 1 }]);
});

test("somebody else's decision is said in place, and ends what can be done", () => {
  const after = reduceCase(reading(caseDetail('a')), { type: 'read', detail: caseDetail('a', { version: 2, state: 'decided', decision }) });

  expect(after!.changes).toEqual([{ kind: 'decided', decision }]);
  expect(canDecide(after)).toBe(false);
});

test('a post that its author deletes is said to be gone', () => {
  const before = caseDetail('a');
  const after = reduceCase(reading(before), {
    type: 'read',
    detail: { ...before, version: 2, state: 'decided', post: { ...before.post!, state: 'deleted' } },
  })!;

  expect(after.changes).toEqual([{ kind: 'gone', state: 'deleted' }]);
});

test('a refused decision shows the case as it is now, with what changed, to be decided again', () => {
  const sending = reduceCase(reading(caseDetail('a')), { type: 'send', verdict: 'approve' })!;

  const after = reduceCase(sending, {
    type: 'conflict',
    id: 'a',
    current: caseDetail('a', { version: 2, source: 'Bonsoir', revision: 2 }),
  });

  expect(canDecide(sending)).toBe(false);
  expect(after).toMatchObject({ refused: true, sending: null, newer: null, changes: [{ kind: 'edited' }] });
  expect(after!.seen!.post!.revision).toBe(2);
  expect(canDecide(after)).toBe(true);
});

test('a failure leaves the case as it was, to be tried again', () => {
  const sending = reduceCase(reading(caseDetail('a')), { type: 'send', verdict: 'approve' });

  const after = reduceCase(sending, { type: 'fail', id: 'a', error: new ApiError('internal'), choice: { verdict: 'approve' } });

  expect(after!.failure).toMatchObject({ error: { code: 'internal' }, choice: { verdict: 'approve' } });
  expect(canDecide(after)).toBe(true);
});

test('nothing moves while a decision is on its way', () => {
  const sending = reduceCase(reading(caseDetail('a')), { type: 'send', verdict: 'approve' });

  expect(reduceCase(sending, { type: 'read', detail: caseDetail('a', { version: 2, reports: 1 }) })).toBe(sending);
});

test('an answer about another case is dropped', () => {
  const open = reading(caseDetail('a'));

  expect(reduceCase(open, { type: 'read', detail: caseDetail('b') })).toBe(open);
  expect(reduceCase(open, { type: 'conflict', id: 'b', current: caseDetail('b') })).toBe(open);
});

const reading = (detail: CaseDetail) => startCase(detail.id, detail);
