import { expect, test } from 'vitest';
import type { CaseRow, CasesPage, Lane } from '#server/cases/wire.ts';
import type { CaseList, View } from '#admin/queue/case-list.ts';
import { afterCase, filterRows, isTaken, reduceList, startList, stepFrom } from '#admin/queue/case-list.ts';
import { caseRow } from './cases.ts';

test('a case that opens takes its place by urgency, the law before all', () => {
  const list = loaded('all', [caseRow('a', { urgency: '2026-11-24T08:00:00Z' }), caseRow('c', { urgency: '2026-11-24T10:00:00Z' })]);

  const after = hear(list, caseRow('b', { urgency: '2026-11-24T09:00:00Z' }));
  const withNotice = hear(after, caseRow('n', { urgency: '2026-11-24T12:00:00Z', legal: true }));

  expect(idsOf(withNotice)).toEqual(['n', 'a', 'b', 'c']);
});

test('a case takes no place in a view that it does not belong to', () => {
  const list = reduceList(startList(view('all', 'reason=links'), 'm-camille'), {
    type: 'page',
    view: view('all', 'reason=links'),
    page: pageOf([]),
  });

  expect(idsOf(hear(list, caseRow('a', { reasons: ['flood'] })))).toEqual([]);
  expect(idsOf(hear(list, caseRow('b', { reasons: ['flood', 'links'] })))).toEqual(['b']);
});

test('the lane of what is mine takes what is given to me', () => {
  const list = loaded('mine', []);

  expect(idsOf(hear(list, caseRow('a', { assignee: { id: 'm-theo', name: 'Théo' } })))).toEqual([]);
  expect(idsOf(hear(list, caseRow('b', { assignee: { id: 'm-camille', name: 'Camille' } })))).toEqual(['b']);
});

test('the latest word on whose a case is counts, whichever way it came', () => {
  const claim = { by: { id: 'm-theo', name: 'Théo' }, until: '2026-11-24T09:03:00Z' };
  const list = reduceList(loaded('all', [caseRow('a')]), { type: 'claim', event: { case: 'a', claim } });

  expect(list.claims.a).toEqual(claim);
  expect(hear(list, caseRow('a', { version: 2 })).claims.a).toBe(null);
});

test('a case past the last page loaded waits for its page, and is counted', () => {
  const list = loaded('all', [caseRow('a')], 'cursor');

  const after = hear(list, caseRow('z', { urgency: '2027-01-01T00:00:00Z' }), { ...none, all: 40, held: 40 });

  expect(idsOf(after)).toEqual(['a']);
  expect(after.counts.all).toBe(40);
});

test('a case of another lane is only counted', () => {
  expect(idsOf(hear(loaded('reported', []), caseRow('a', { kind: 'held' })))).toEqual([]);
});

test('an older event does not undo a newer one', () => {
  const list = loaded('all', [caseRow('a', { version: 3, reports: 2 })]);

  expect(hear(list, caseRow('a', { version: 2, reports: 1 })).rows[0]!.reports).toBe(2);
});

test('what others decide keeps its place until the person here decides something', () => {
  const list = loaded('all', [caseRow('a'), caseRow('b'), caseRow('c')]);

  const heard = hear(list, caseRow('b', { version: 2, state: 'decided' }));
  const decided = reduceList(heard, { type: 'decided', row: caseRow('a', { version: 2, state: 'decided' }) });

  expect(idsOf(heard)).toEqual(['a', 'b', 'c']);
  expect(idsOf(decided)).toEqual(['c']);
});

test('the latest decision comes first among the decided', () => {
  const after = hear(loaded('done', [caseRow('a', { state: 'decided' })]), caseRow('b', { version: 2, state: 'decided' }));

  expect(idsOf(after)).toEqual(['b', 'a']);
});

test('a page that arrives after its lane was left is dropped', () => {
  const list = reduceList(startList(view('all'), 'm-camille'), { type: 'view', view: view('held') });

  expect(reduceList(list, { type: 'page', view: view('all'), page: pageOf([caseRow('a')]) })).toBe(list);
});

test('more rows come without those already there', () => {
  const list = loaded('all', [caseRow('a'), caseRow('b')], 'cursor');

  const after = reduceList(list, { type: 'more', view: view('all'), page: pageOf([caseRow('b'), caseRow('c')]) });

  expect(idsOf(after)).toEqual(['a', 'b', 'c']);
  expect(after.next).toBe(null);
});

test('after a decision comes the next that waits, else the nearest before', () => {
  const rows = [caseRow('a'), caseRow('b', { state: 'decided' }), caseRow('c'), caseRow('d', { state: 'decided' })];

  expect(afterCase(rows, 'a')?.id).toBe('c');
  expect(afterCase(rows, 'c')?.id).toBe('a');
  expect(afterCase([caseRow('a')], 'a')).toBe(null);
});

test('what a colleague has is passed over, until their time is over', () => {
  const claim = { by: { id: 'm-theo', name: 'Théo' }, until: '2026-11-24T09:03:00Z' };
  const list = loaded('all', [caseRow('a'), caseRow('b', { claim }), caseRow('c')]);
  const after = (now: string) => afterCase(list.rows, 'a', (id) => isTaken(list, id, Date.parse(now)))?.id;

  expect(after('2026-11-24T09:01:00Z')).toBe('c');
  expect(after('2026-11-24T09:04:00Z')).toBe('b');
  expect(isTaken({ ...list, me: 'm-theo' }, 'b', Date.parse('2026-11-24T09:01:00Z'))).toBe(false);
});

test('a step stops at both ends, and starts at the top', () => {
  const rows = [caseRow('a'), caseRow('b')];

  expect(stepFrom(rows, 'a', 1)?.id).toBe('b');
  expect(stepFrom(rows, 'b', 1)).toBe(null);
  expect(stepFrom(rows, 'a', -1)).toBe(null);
  expect(stepFrom(rows, null, 1)?.id).toBe('a');
});

test('a search finds a name, a word or a number, whatever its case and accents', () => {
  const rows = [caseRow('a', { excerpt: 'La déviation', number: 4182 }), caseRow('b', { author: { id: 'm', name: 'Gérard' } })];

  expect(filterRows(rows, 'DEVIA').map(({ id }) => id)).toEqual(['a']);
  expect(filterRows(rows, 'gerard').map(({ id }) => id)).toEqual(['b']);
  expect(filterRows(rows, '4182').map(({ id }) => id)).toEqual(['a']);
  expect(filterRows(rows, ' ')).toBe(rows);
});

const none: CasesPage['counts'] = { all: 0, held: 0, reported: 0, appeals: 0, escalated: 0, mine: 0 };
const view = (lane: Lane, query = ''): View => ({ lane, query });
const pageOf = (cases: CaseRow[], next: string | null = null): CasesPage => ({ cases, next, counts: none });
const idsOf = (list: CaseList) => list.rows.map(({ id }) => id);

function loaded(lane: Lane, cases: CaseRow[], next: string | null = null) {
  return reduceList(startList(view(lane), 'm-camille'), { type: 'page', view: view(lane), page: pageOf(cases, next) });
}

function hear(list: CaseList, row: CaseRow, counts = none) {
  return reduceList(list, { type: 'event', event: { kind: 'case.changed', case: row, counts } });
}
