import { describe, expect, test } from 'vitest';
import { addBranch, addRoots, applyChanges, freshOf, hasGap, isBlank, isDue, redraw, reopen, showFresh, turn } from '#widget/changes.ts';
import { keepPlace } from '#widget/sends.ts';
import { openState } from '#widget/store.ts';
import { change, gone, page, post } from './posts.ts';

const idsOf = (posts: { id: string }[]) => posts.map(({ id }) => id);

describe('the numbers of a thread', () => {
  test('a change that follows is applied, and its number kept', () => {
    const state = applyChanges(openState(page([post('a')])), [change(11, 'post.edited', post('a', { html: '<p>mended</p>' }), 1)]);

    expect(state.posts.a!.html).toBe('<p>mended</p>');
    expect(state.thread.seq).toBe(11);
    expect(hasGap(state)).toBe(false);
  });

  test('what comes too soon waits for what it follows', () => {
    const before = openState(page([post('a')]));

    const early = applyChanges(before, [change(12, 'post.edited', post('a', { html: 'second' }))]);
    expect(early.posts.a!.html).toBe('<p>a</p>');
    expect(hasGap(early)).toBe(true);

    const both = applyChanges(early, [change(11, 'post.edited', post('a', { html: 'first' }))]);
    expect(both.posts.a!.html).toBe('second');
    expect(both.thread.seq).toBe(12);
    expect(hasGap(both)).toBe(false);
  });

  test('an author who looks otherwise is drawn again: no number moves, no count, and nothing that was taken away comes back', () => {
    const author = { id: 'ada', name: 'Ada Byron', badge: 'newsroom' as const, title: null };
    const before = openState(page([post('a', { replies: 2 }), gone(post('b', { replies: 1 }))]));

    const after = redraw(before, [post('a', { author }), post('b', { author }), post('c', { author })]);

    expect(after.posts.a).toMatchObject({ author, replies: 2 });
    expect(after.posts.b!.author).toBeNull();
    expect(after.posts.c).toBeUndefined();
    expect(after.thread).toEqual(before.thread);
  });

  test('the answer to a gap is applied in order, whatever order it is in', () => {
    const changes = [3, 1, 2].map((n) => change(10 + n, 'post.edited', post('a', { html: `edit ${n}` })));

    expect(applyChanges(openState(page([post('a')])), changes).posts.a!.html).toBe('edit 3');
  });

  test('what ends by the clock is read again at its time, and leaves the posts as they are', () => {
    const state = openState({ ...page([post('a')]), thread: { ...page([]).thread, turnsAt: '2026-11-22T22:00:00.000Z' } });
    expect(isDue(state, Date.parse('2026-11-22T21:59:59.000Z'))).toBe(false);
    expect(isDue(state, Date.parse('2026-11-22T22:00:00.000Z'))).toBe(true);

    const closed = turn(state, { ...page([]), thread: { ...page([]).thread, seq: 40, writing: { state: 'closed', since: null } } });

    expect(closed.thread).toMatchObject({ seq: state.thread.seq, turnsAt: null, writing: { state: 'closed' } });
    expect(closed.roots).toEqual(['a']);
  });

  test('what was applied already does nothing more', () => {
    const published = change(11, 'post.published', post('b'), 2);
    const once = applyChanges(openState(page([post('a')])), [published]);

    const twice = applyChanges(once, [published, change(4, 'post.edited', post('a', { html: 'old' }))]);

    expect(freshOf(twice)).toHaveLength(1);
    expect(twice.posts.a!.html).toBe('<p>a</p>');
  });

  test('a post heard of twice under two numbers is announced once', () => {
    const state = applyChanges(openState(page([])), [change(11, 'post.published', post('a')), change(12, 'post.published', post('a'))]);

    expect(idsOf(freshOf(state))).toEqual(['a']);
  });

  test('a thread read afresh forgets what waited and what was heard too soon', () => {
    const behind = applyChanges(openState(page([post('a')])), [
      change(11, 'post.published', post('b')),
      change(40, 'post.edited', post('a')),
    ]);

    const state = reopen(behind, page([post('b'), post('a')], { thread: { seq: 40 } }));

    expect(state.roots).toEqual(['b', 'a']);
    expect(freshOf(state)).toEqual([]);
    expect(hasGap(state)).toBe(false);
  });

  test('a thread that nobody had written in begins with its first change', () => {
    const state = applyChanges(openState(page([], { thread: { id: null, seq: 0 } })), [change(1, 'post.published', post('a'), 1)]);

    expect(state.thread).toMatchObject({ id: 'thread', seq: 1, count: 1 });
    expect(idsOf(freshOf(state))).toEqual(['a']);
  });

  test('a thread that closes says so at once', () => {
    const closing = change(11, 'thread.changed', null);
    closing.thread.writing = { state: 'closed', since: '2026-11-22T11:00:00Z' };

    expect(applyChanges(openState(page([])), [closing]).thread.writing.state).toBe('closed');
  });
});

describe('new posts', () => {
  test('wait until they are asked for, and never move what is there', () => {
    const before = openState(page([post('a')]));

    const state = applyChanges(before, [change(11, 'post.published', post('b', { minutes: 5 }), 2)]);

    expect(state.roots).toEqual(['a']);
    expect(state.thread.count).toBe(2);
    expect(showFresh(state).roots).toEqual(['b', 'a']);
    expect(freshOf(showFresh(state))).toEqual([]);
  });

  test('come last where the oldest come first', () => {
    const state = applyChanges(openState(page([post('a')], { sort: 'oldest' })), [change(11, 'post.published', post('b', { minutes: 5 }))]);

    expect(showFresh(state).roots).toEqual(['a', 'b']);
  });

  test('are edited and taken away while they wait', () => {
    const waiting = applyChanges(openState(page([])), [
      change(11, 'post.published', post('a')),
      change(12, 'post.published', post('b')),
      change(13, 'post.edited', post('a', { html: 'mended' })),
      change(14, 'post.removed', gone(post('b'))),
    ]);

    expect(freshOf(waiting).map(({ html }) => html)).toEqual(['mended']);
  });

  test('that were taken away before they were heard of are not announced', () => {
    const state = applyChanges(openState(page([post('a', { replies: 1, branch: 1 })])), [
      change(11, 'post.published', gone(post('b', { parent: 'a' }))),
      change(12, 'post.removed', gone(post('b', { parent: 'a' }))),
    ]);

    expect(freshOf(state)).toEqual([]);
    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('in a branch that is not on view are counted, not announced', () => {
    const state = applyChanges(openState(page([post('a')])), [change(11, 'post.published', post('x', { parent: 'elsewhere' }), 2)]);

    expect(state.thread.count).toBe(2);
    expect(freshOf(state)).toEqual([]);
  });

  test('that answer a post which waits itself are announced with it', () => {
    const state = applyChanges(openState(page([])), [
      change(11, 'post.published', post('a')),
      change(12, 'post.published', post('b', { parent: 'a' })),
    ]);

    expect(idsOf(freshOf(state))).toEqual(['a', 'b']);
    expect(showFresh(state).posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('count in their branch at once', () => {
    const state = applyChanges(openState(page([post('a', { replies: 2, branch: 3 })])), [
      change(11, 'post.published', post('b', { parent: 'a' })),
    ]);

    expect(state.posts.a).toMatchObject({ replies: 3, branch: 4 });
  });

  test('that a page brings meanwhile wait no more', () => {
    const waiting = applyChanges(openState(page([post('a')], { next: 'c' })), [change(11, 'post.published', post('b', { minutes: -5 }))]);

    const state = addRoots(waiting, { posts: [post('b', { minutes: -5 })], next: null });

    expect(state.roots).toEqual(['a', 'b']);
    expect(freshOf(state)).toEqual([]);
  });
});

describe('posts that no change tells one by one', () => {
  const imported = change(11, 'thread.changed', null, 48);

  test('are to be read where nothing is on view, whatever was published after them', () => {
    const state = applyChanges(openState(page([])), [imported, change(12, 'post.published', post('b'), 49)]);

    expect(isBlank(state)).toBe(true);
    expect(isBlank(reopen(state, page([post('a'), post('b')], { thread: { count: 49, seq: 12 } })))).toBe(false);
  });

  test('wait where something is being read, and a first post is announced as any other', () => {
    expect(isBlank(applyChanges(openState(page([post('a')])), [imported]))).toBe(false);
    expect(isBlank(applyChanges(openState(page([])), [change(11, 'post.published', post('b'), 1)]))).toBe(false);
    expect(isBlank(openState(page([])))).toBe(false);
  });
});

describe('what goes away', () => {
  test('keeps its place while replies hang on it', () => {
    const state = applyChanges(openState(page([post('a', { replies: 1, branch: 1 }), post('b', { parent: 'a' })])), [
      change(11, 'post.removed', gone(post('a')), 1),
    ]);

    expect(state.roots).toEqual(['a']);
    expect(state.posts.a).toMatchObject({ state: 'removed', html: '', replies: 1, branch: 1 });
  });

  test('disappears where none do, and counts out', () => {
    const state = applyChanges(openState(page([post('a', { replies: 1, branch: 1 }), post('b', { parent: 'a' })])), [
      change(11, 'post.deleted', gone(post('b', { parent: 'a' }), 'deleted'), 1),
    ]);

    expect(state.posts.b).toBeUndefined();
    expect(state.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('takes with it the empty places that it alone held open', () => {
    const [a, b, c] = [
      gone(post('a', { replies: 1, branch: 2 })),
      gone(post('b', { parent: 'a', root: 'a', replies: 1 })),
      post('c', { parent: 'b', root: 'a', depth: 2 }),
    ];

    const state = applyChanges(openState(page([a, b, c])), [change(11, 'post.removed', gone(c))]);

    expect(state.posts).toEqual({});
    expect(state.roots).toEqual([]);
  });

  test('counts out once, told twice', () => {
    const reply = post('b', { parent: 'a' });
    const before = openState(page([post('a', { replies: 2, branch: 2 }), reply, post('c', { parent: 'a', rank: 2 })]));

    const state = applyChanges(before, [change(11, 'post.deleted', gone(reply, 'deleted')), change(12, 'post.removed', gone(reply))]);

    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('keeps its place while somebody writes under it, and goes when they leave', () => {
    const writing = keepPlace(openState(page([post('a')])), 'a', true);

    const emptied = applyChanges(writing, [change(11, 'post.removed', gone(post('a')))]);
    expect(emptied.roots).toEqual(['a']);

    expect(keepPlace(emptied, 'a', false).roots).toEqual([]);
  });

  test('comes back when the decision is reversed', () => {
    const reply = post('b', { parent: 'a' });
    const state = applyChanges(openState(page([post('a', { replies: 1, branch: 1 }), reply])), [
      change(11, 'post.removed', gone(reply)),
      change(12, 'post.published', reply),
    ]);

    expect(idsOf(freshOf(state))).toEqual(['b']);
    expect(state.posts.a).toMatchObject({ replies: 1, branch: 1 });
  });

  test('that is not on view leaves its branch one shorter', () => {
    const state = applyChanges(openState(page([post('a', { replies: 9, branch: 30 })])), [
      change(11, 'post.removed', gone(post('x', { parent: 'a', rank: 25 }))),
    ]);

    expect(state.posts.a!.branch).toBe(29);
  });
});

describe('what happened while nobody listened comes with each post as it is now', () => {
  const branch = () => [post('a', { replies: 1, branch: 1 }), post('b', { parent: 'a' })];

  test('edited, then taken away: it goes', () => {
    const away = gone(post('b', { parent: 'a' }), 'deleted');

    const state = applyChanges(openState(page(branch())), [change(11, 'post.edited', away), change(12, 'post.deleted', away)]);

    expect(state.posts.b).toBeUndefined();
    expect(state.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('edited, then taken away while it waited: nothing announces it', () => {
    const waiting = applyChanges(openState(page([])), [change(11, 'post.published', post('a'))]);

    const state = applyChanges(waiting, [change(12, 'post.edited', gone(post('a'))), change(13, 'post.removed', gone(post('a')))]);

    expect(freshOf(state)).toEqual([]);
  });

  test('published, which the page knew, then taken away: it goes', () => {
    const away = gone(post('b', { parent: 'a' }));

    const state = applyChanges(openState(page(branch())), [change(11, 'post.published', away), change(12, 'post.removed', away)]);

    expect(state.posts.b).toBeUndefined();
    expect(state.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('taken away, then given back: it has never left', () => {
    const back = post('b', { parent: 'a', html: 'back' });

    const state = applyChanges(openState(page(branch())), [change(11, 'post.removed', back), change(12, 'post.published', back)]);
    expect(state.posts).toMatchObject({ a: { replies: 1, branch: 1 }, b: { html: 'back' } });
    expect(freshOf(state)).toEqual([]);

    const later = applyChanges(state, [change(13, 'post.removed', gone(back))]);
    expect(later.posts.b).toBeUndefined();
    expect(later.posts.a).toMatchObject({ replies: 0, branch: 0 });
  });

  test('taken away, then given back, where it is not on view: announced, and counted once', () => {
    const back = post('c', { parent: 'a', rank: 2 });
    const before = openState(page([post('a', { replies: 2, branch: 2 }), post('b', { parent: 'a' })]));

    const state = applyChanges(before, [change(11, 'post.removed', back), change(12, 'post.published', back)]);

    expect(idsOf(freshOf(state))).toEqual(['c']);
    expect(state.posts.a).toMatchObject({ replies: 2, branch: 2 });
  });

  test('far behind, one answer after another: all that is on view stays, all that is new waits', () => {
    const onView = [post('c', { minutes: 2 }), post('b', { minutes: 1 }), post('a')];
    const before = addRoots(openState(page(onView, { next: 'cursor' })), { posts: [post('z', { minutes: -5 })], next: null });
    const missed = Array.from({ length: 450 }, (_, i) => change(11 + i, 'post.published', post(`new-${i}`, { minutes: 10 + i })));
    missed[300] = change(311, 'post.removed', gone(post('b')));
    missed[400] = change(411, 'post.edited', post('z', { html: 'mended' }));

    const first = applyChanges(before, missed.slice(0, 200));
    const state = applyChanges(applyChanges(first, missed.slice(200, 400)), missed.slice(400));

    expect(first.roots).toEqual(['c', 'b', 'a', 'z']);
    expect(state.roots).toEqual(['c', 'a', 'z']);
    expect(state.posts.z!.html).toBe('mended');
    expect(freshOf(state)).toHaveLength(448);
    expect(state.next).toBeNull();
    expect(state.thread.seq).toBe(460);
  });
});

describe('more of a thread', () => {
  test('the next page follows, and what was there already stays where it is', () => {
    const state = addRoots(openState(page([post('b', { minutes: 2 })], { next: 'cursor' })), {
      posts: [post('b', { minutes: 2 }), post('a', { minutes: 1 })],
      next: null,
    });

    expect(state.roots).toEqual(['b', 'a']);
    expect(state.next).toBeNull();
  });

  test('a branch is whole once nothing follows', () => {
    const state = openState(page([post('a', { branch: 30 })]));

    const part = addBranch(state, 'a', { posts: [post('b', { parent: 'a' })], next: 'more' });
    expect(part.whole.a).toBeUndefined();

    expect(addBranch(part, 'a', { posts: [], next: null }).whole.a).toBe(true);
  });
});
