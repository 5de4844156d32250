import { describe, expect, test } from 'vitest';
import { applyChanges, freshOf, reopen } from '#widget/changes.ts';
import { beginSend, dropSend, failSend, placeOwn, settleSend, withoutViewer, withViewer } from '#widget/sends.ts';
import { openState, type ThreadState } from '#widget/store.ts';
import { ada, change, gone, own, page, post, viewer } from './posts.ts';

const send = { clientId: 'client-1', parent: null, source: 'Bonjour', at: '2026-11-22T11:00:00Z', failed: false };
const signedIn = (...posts: Parameters<typeof post>[]): ThreadState => {
  const read = page(posts.map((given) => post(...given)));
  return withViewer(openState(read), { ...read, viewer: viewer() });
};
const answered = (given: Parameters<typeof post>[1] = {}) => ({
  post: post('mine', { author: ada, own: own(), ...given }),
  thread: 'thread',
});
const echo = (given: Parameters<typeof post>[1] = {}, count = 1) =>
  change(11, 'post.published', post('mine', { author: ada, ...given }), count);

describe('what the viewer writes', () => {
  test('stands first at once, and settles in its place', () => {
    const pending = beginSend(signedIn(['a']), send);
    expect(pending.mine).toEqual(['client-1']);
    expect(pending.sends['client-1']!.post.author!.name).toBe('Ada Lovelace');

    const settled = settleSend(pending, answered());
    expect(settled.mine).toEqual(['mine']);
    expect(settled.sends).toEqual({});
    expect(settled.posts.mine!.own!.clientId).toBe('client-1');
  });

  test('is counted once when its echo comes after the answer', () => {
    const settled = settleSend(beginSend(signedIn(['a']), send), answered());
    expect(settled.thread.count).toBe(2);

    const state = applyChanges(settled, [echo({}, 2)]);

    expect(state.thread.count).toBe(2);
    expect(freshOf(state)).toEqual([]);
    expect(state.mine).toEqual(['mine']);
    expect(state.posts.mine!.own).not.toBeNull();
  });

  test('is not announced to its author when its echo comes first, and is there once', () => {
    const echoed = applyChanges(beginSend(signedIn(['a']), send), [echo({}, 2)]);
    expect(freshOf(echoed)).toEqual([]);

    const state = settleSend(echoed, answered());

    expect(state.fresh).toEqual([]);
    expect([...state.mine, ...state.roots]).toEqual(['mine', 'a']);
    expect(state.thread.count).toBe(2);
  });

  test.each(['answer first', 'echo first'])('a reply counts once in its branch: %s', (order) => {
    const reply = { parent: 'a', author: ada };
    const pending = beginSend(signedIn(['a']), { ...send, parent: 'a' });

    const state =
      order === 'answer first'
        ? applyChanges(settleSend(pending, answered(reply)), [echo(reply)])
        : settleSend(applyChanges(pending, [echo(reply)]), answered(reply));

    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('keeps its place and its text when it did not arrive', () => {
    const state = failSend(beginSend(signedIn(['a']), send), 'client-1');

    expect(state.mine).toEqual(['client-1']);
    expect(state.sends['client-1']).toMatchObject({ failed: true, source: 'Bonjour' });
  });

  test('tried again stays one', () => {
    const state = beginSend(failSend(beginSend(signedIn(), send), 'client-1'), send);

    expect(state.mine).toEqual(['client-1']);
    expect(state.sends['client-1']!.failed).toBe(false);
  });

  test('taken back leaves nothing behind', () => {
    const state = dropSend(beginSend(signedIn(['a']), send), 'client-1');

    expect(state.mine).toEqual([]);
    expect(state.sends).toEqual({});
  });

  test('is there once when its author is told of it before the answer', () => {
    const told = placeOwn(beginSend(signedIn(['a']), send), post('mine', { state: 'held', author: ada, own: own() }));
    expect(told.mine).toEqual(['mine']);

    expect(settleSend(told, answered({ state: 'held' })).mine).toEqual(['mine']);
  });

  test('is there once when a page brings it before the answer', () => {
    const mine = post('mine', { author: ada, own: own() });

    const read = reopen(beginSend(signedIn(), send), page([mine]));

    expect([...read.mine, ...read.roots]).toEqual(['mine']);
    expect(settleSend(read, answered()).thread.count).toBe(1);
  });

  test('outlives a thread read afresh', () => {
    const state = reopen(beginSend(signedIn(['a']), send), page([post('a'), post('b')]));

    expect(state.mine).toEqual(['client-1']);
    expect(state.viewer!.name).toBe('Ada Lovelace');
  });
});

describe('what is theirs alone', () => {
  const held = post('h', { state: 'held', author: ada, own: own({ heldFor: ['links'] }) });

  test('a held post stands first, and counts nowhere', () => {
    const read = page([post('a')]);
    const state = withViewer(openState(read), { ...read, viewer: viewer({ posts: [held] }) });

    expect(state.mine).toEqual(['h']);
    expect(state.thread.count).toBe(1);
  });

  test.each(['told first', 'change first'])('an approved post is public in its place, counted once: %s', (order) => {
    const reply = { ...held, parent: 'a', root: 'a' };
    const before = placeOwn(signedIn(['a']), reply);
    const approved = { ...reply, state: 'published' as const, rank: 1 };
    const told = (state: ThreadState) => placeOwn(state, approved);
    const changed = (state: ThreadState) => applyChanges(state, [change(11, 'post.published', { ...approved, own: null }, 2)]);

    const state = order === 'told first' ? changed(told(before)) : told(changed(before));

    expect(state.posts.h).toMatchObject({ state: 'published', own: { clientId: 'client-1' } });
    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
    expect(state.thread.count).toBe(2);
    expect(freshOf(state)).toEqual([]);
  });

  test('one’s own post that moderation removes keeps its place until its author is told why', () => {
    const mine = post('m', { author: ada, own: own() });
    const removed = applyChanges(withViewer(openState(page([mine])), page([mine], { viewer: viewer() })), [
      change(11, 'post.removed', gone(mine)),
    ]);
    expect(removed.roots).toEqual(['m']);

    const told = placeOwn(removed, { ...mine, state: 'rejected' });
    expect(told.posts.m!.state).toBe('rejected');
    expect(told.roots).toEqual(['m']);
  });

  test.each(['told first', 'change first'])('one’s own post that an edit sent back to review waits in its place: %s', (order) => {
    const mine = post('m', { parent: 'a', author: ada, own: own() });
    const read = page([post('a', { replies: 1, branch: 1 }), mine], { viewer: viewer() });
    const before = withViewer(openState(read), read);
    const told = (state: ThreadState) => placeOwn(state, { ...mine, state: 'held', own: own({ heldFor: ['late_edit'] }) });
    const changed = (state: ThreadState) => applyChanges(state, [change(11, 'post.removed', gone(mine), 1)]);

    const state = order === 'told first' ? changed(told(before)) : told(changed(before));

    expect(state.posts.m).toMatchObject({ state: 'held', own: { heldFor: ['late_edit'] } });
    expect(state.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('a deleted post is gone before the thread says so, and counts out once', () => {
    const mine = post('m', { parent: 'a', author: ada, own: own() });
    const read = page([post('a', { replies: 1, branch: 1 }), mine], { viewer: viewer() });
    const deleted = placeOwn(withViewer(openState(read), read), { ...mine, state: 'deleted', own: null });
    expect(deleted.posts.m).toBeUndefined();

    const state = applyChanges(deleted, [change(11, 'post.deleted', gone(mine, 'deleted'), 1)]);
    expect(state.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('a held post taken back was never counted', () => {
    const before = placeOwn(signedIn(['a', { replies: 1, branch: 1 }]), { ...held, parent: 'a', root: 'a' });

    const state = placeOwn(before, { ...held, parent: 'a', root: 'a', state: 'deleted', own: null });

    expect(state.posts.h).toBeUndefined();
    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('signing out takes it from view', () => {
    const state = withoutViewer(placeOwn(signedIn(['a', { own: own() }]), held));

    expect(Object.keys(state.posts)).toEqual(['a']);
    expect(state.posts.a!.own).toBeNull();
    expect(state.mine).toEqual([]);
  });
});
