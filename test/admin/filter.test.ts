import { expect, test } from 'vitest';
import { belongs, readFilter, writeFilter } from '#admin/queue/filter.ts';
import { caseRow } from './cases.ts';

const all = { lane: 'all' as const, query: '', me: 'm-camille' };

test('a filter comes back from its address, in one order', () => {
  const filter = { reason: 'links' as const, section: 'Vie & ville', age: 4, score: 2.5 };

  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({ age: 4, section: 'a' })).toBe(writeFilter({ section: 'a', age: 4 }));
});

test('what is no filter is none', () => {
  expect(readFilter('age=-3&score=x&reason=&else=1')).toEqual({});
});

test('a case is in the lanes that its facts say', () => {
  const row = caseRow('a', { kind: 'reported', appeal: true, escalatedAt: '2026-11-24T08:00:00Z' });

  expect(
    (['all', 'reported', 'held', 'appeals', 'escalated', 'mine', 'done'] as const).filter((lane) => belongs(row, { ...all, lane })),
  ).toEqual(['all', 'reported', 'appeals', 'escalated']);
});

test('every condition must be met', () => {
  const row = caseRow('a', { language: 'fr', weight: 3, space: 'velo' });
  const now = Date.parse('2026-11-24T12:00:00Z');
  const passes = (query: string) => belongs(row, { ...all, query }, now);

  expect(passes('language=fr&score=3&space=velo&age=4')).toBe(true);
  for (const query of ['language=en', 'score=3.5', 'space=livres', 'age=5', 'thread=other', 'section=Ville', 'language=fr&reason=flood'])
    expect(passes(query), query).toBe(false);
});
