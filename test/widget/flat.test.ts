import { expect, test } from 'vitest';
import { addRoots, applyChanges, showFresh } from '#widget/changes.ts';
import { openState } from '#widget/store.ts';
import { branchesOf } from '#widget/thread/tree.ts';
import { change, page, post } from './posts.ts';

const opened = openState(page([post('a', { minutes: 1 }), post('b', { minutes: 2, parent: 'a' })], { sort: 'flat' }));
const seen = (state: typeof opened) => branchesOf(state).map(({ post: { id }, parent, replies }) => [id, parent?.id, replies.length]);

test('no post hangs on another, each knows what it answers', () => {
  expect(seen(opened)).toEqual([
    ['a', undefined, 0],
    ['b', 'a', 0],
  ]);
});

test('a reply that comes live takes its place in time', () => {
  const told = applyChanges(opened, [change(11, 'post.published', post('d', { minutes: 4, parent: 'a' }), 3)]);

  expect(seen(showFresh(told)).map(([id]) => id)).toEqual(['a', 'b', 'd']);
  const { posts } = page([post('c', { minutes: 3, parent: 'b' })]);
  expect(seen(addRoots(showFresh(told), { posts, next: null })).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd']);
});
