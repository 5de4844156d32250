import { expect, test } from 'vitest';
import type { CaseRow, CasesPage, Lane } from '#server/cases/wire.ts';
import type { CaseList } from '#admin/queue/case-list.ts';
import { afterCase, filterRows, reduceList, startList, stepFrom } from '#admin/queue/case-list.ts';
import { caseRow } from './cases.ts';

test('a case that opens takes its place by age', () => {
  const list = loaded('all', [caseRow('a', { openedAt: '2026-11-24T08:00:00Z' }), caseRow('c', { openedAt: '2026-11-24T10:00:00Z' })]);

  const after = hear(list, caseRow('b', { openedAt: '2026-11-24T09:00:00Z' }));

  expect(idsOf(after)).toEqual(['a', 'b', 'c']);
});

test('a case past the last page loaded waits for its page, and is counted', () => {
  const list = loaded('all', [caseRow('a')], 'cursor');

  const after = hear(list, caseRow('z', { openedAt: '2027-01-01T00:00:00Z' }), { all: 40, held: 40, reported: 0 });

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
  const list = reduceList(startList('all'), { type: 'lane', lane: 'held' });

  expect(reduceList(list, { type: 'page', lane: 'all', page: pageOf([caseRow('a')]) })).toBe(list);
});

test('more rows come without those already there', () => {
  const list = loaded('all', [caseRow('a'), caseRow('b')], 'cursor');

  const after = reduceList(list, { type: 'more', lane: 'all', page: pageOf([caseRow('b'), caseRow('c')]) });

  expect(idsOf(after)).toEqual(['a', 'b', 'c']);
  expect(after.next).toBe(null);
});

test('after a decision comes the next that waits, else the nearest before', () => {
  const rows = [caseRow('a'), caseRow('b', { state: 'decided' }), caseRow('c'), caseRow('d', { state: 'decided' })];

  expect(afterCase(rows, 'a')?.id).toBe('c');
  expect(afterCase(rows, 'c')?.id).toBe('a');
  expect(afterCase([caseRow('a')], 'a')).toBe(null);
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

const none: CasesPage['counts'] = { all: 0, held: 0, reported: 0 };
const pageOf = (cases: CaseRow[], next: string | null = null): CasesPage => ({ cases, next, counts: none });
const idsOf = (list: CaseList) => list.rows.map(({ id }) => id);

function loaded(lane: Lane, cases: CaseRow[], next: string | null = null) {
  return reduceList(startList(lane), { type: 'page', lane, page: pageOf(cases, next) });
}

function hear(list: CaseList, row: CaseRow, counts = none) {
  return reduceList(list, { type: 'event', event: { kind: 'case.changed', case: row, counts } });
}
