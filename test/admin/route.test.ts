import { expect, test } from 'vitest';
import { hrefOf, readRoute } from '#admin/route.ts';

test('CM-33: no address is the home', () => {
  expect(readRoute('')).toEqual({ screen: 'home' });
});

test('each place of the desk comes back from its address', () => {
  for (const route of [
    { screen: 'home' },
    { screen: 'queue', lane: 'held', id: 'c1' },
    { screen: 'queue', lane: 'done', id: null },
    { screen: 'queue', lane: 'mine', id: 'c1', query: 'reason=links&age=4' },
    { screen: 'queue', lane: 'all', id: null, query: 'section=Vie+%26+ville' },
    { screen: 'inbox', view: 'question', id: 'i1' },
    { screen: 'inbox', view: 'all', id: null },
    { screen: 'threads' },
    { screen: 'events', when: 'past' },
    { screen: 'members', id: 'm1' },
    { screen: 'members', id: null },
    { screen: 'invitations', at: null, thread: null },
    { screen: 'invitations', at: 'expert', thread: 't1' },
    { screen: 'calendar', view: 'week', at: null },
    { screen: 'calendar', view: 'month', at: '2026-11-01' },
    { screen: 'calendar', view: 'item', at: 'i1' },
    { screen: 'reports', part: 'threads', at: null },
    { screen: 'reports', part: 'thread', at: 't1' },
    { screen: 'settings', part: 'charter' },
  ] as const) {
    expect(readRoute(hrefOf(route))).toEqual(route);
  }
});

test('any other address is lost', () => {
  expect(readRoute('#/nowhere')).toEqual({ screen: 'lost' });
  expect(readRoute('#/settings/nowhere')).toEqual({ screen: 'lost' });
});
