import { expect, test } from 'vitest';
import type { InboxChanges, InboxCounts, InboxRow, InboxView } from '#server/inbox/wire.ts';
import { itemAfter, reduceItems, startItems, type ItemList } from '#admin/inbox/item-list.ts';
import { laterChoices } from '#admin/inbox/later.ts';

const none = { n: 0, oldest: null };
const counts: InboxCounts = {
  shown: ['question', 'newsroom', 'correction', 'message', 'idea'],
  lanes: { question: none, newsroom: none, correction: none, message: none, idea: none },
  mine: 0,
  waiting: 0,
};

const item = (id: string, seq: number, more: Partial<InboxRow> = {}): InboxRow => ({
  id,
  seq,
  version: 1,
  lane: 'question',
  state: 'open',
  by: { id: 'm-ada', name: 'ada' },
  title: 'Le pont',
  url: '/p/1',
  excerpt: 'Où ?',
  language: 'fr',
  replies: 0,
  openedAt: `2026-11-24T${id.padStart(2, '0')}:00:00Z`,
  dueAt: null,
  answeredAt: null,
  snoozedUntil: null,
  labels: [],
  assignee: null,
  claim: null,
  ...more,
});
const open = (view: InboxView, rows: InboxRow[], next: string | null = null): ItemList =>
  reduceItems(startItems(view, 'm-maud'), { type: 'page', view, page: { items: rows, next, seq: 10, counts } });
const hear = (list: ItemList, items: InboxRow[], more: Partial<InboxChanges> = {}) =>
  reduceItems(list, { type: 'changes', changes: { items, gone: [], seq: items.at(-1)?.seq ?? list.seq, more: false, counts, ...more } });
const ids = ({ rows }: ItemList) => rows.map(({ id }) => id);

test('what comes takes its place by when it was asked; what is answered leaves', () => {
  const list = open('all', [item('1', 1), item('3', 2)]);

  const more = hear(list, [item('2', 11)]);

  expect(ids(more)).toEqual(['1', '2', '3']);
  expect(ids(hear(more, [item('1', 12, { state: 'done' })]))).toEqual(['2', '3']);
});

test('a view takes only what belongs to it', () => {
  expect(ids(hear(open('idea', []), [item('1', 11)]))).toEqual([]);
  expect(ids(hear(open('mine', []), [item('1', 11, { assignee: { id: 'm-maud', name: 'Maud', voice: false } })]))).toEqual(['1']);
  expect(ids(hear(open('waiting', []), [item('1', 11, { state: 'waiting' })]))).toEqual(['1']);
});

test('what readers no longer find goes, and an item that is open is read again', () => {
  const list = hear(open('all', [item('1', 1)]), [], { gone: ['1'], seq: 14 });

  expect(ids(list)).toEqual([]);
  expect(list.latest).toEqual({ 1: 14 });
});

test('an answer that comes late changes nothing', () => {
  const list = hear(open('all', []), [item('1', 12)]);

  expect(hear(list, [item('1', 11, { state: 'done' })], { seq: 11 })).toBe(list);
});

test('past the last page that was read, nothing is put in', () => {
  expect(ids(hear(open('all', [item('1', 1)], 'more'), [item('9', 11)]))).toEqual(['1']);
});

test('the next one opens when one is done with, else the one before', () => {
  const { rows } = open('all', [item('1', 1), item('2', 2)]);

  expect([itemAfter(rows, '1')?.id, itemAfter(rows, '2')?.id]).toEqual(['2', '1']);
});

test('later is this evening while there is an evening, tomorrow morning, Monday, in a week: each once', () => {
  const days = (now: string) => laterChoices(new Date(now)).map((at) => `${at.getDate()} ${at.getHours()} h`);

  expect(days('2026-11-24T10:00:00')).toEqual(['24 18 h', '25 9 h', '30 9 h', '1 9 h']);
  expect(days('2026-11-29T17:30:00')).toEqual(['30 9 h', '6 9 h']);
});
