import { expect, test } from 'vitest';
import { applyChanges } from '#widget/changes.ts';
import { toggled } from '#widget/reacting.ts';
import { withoutViewer, withViewer } from '#widget/sends.ts';
import { openState } from '#widget/store.ts';
import { change, page, post, viewer } from './posts.ts';

const opened = openState(page([post('a', { reactions: { merci: 1 }, reacted: ['merci'] }), post('b')]));

test('a change told to everybody brings the counts, and leaves what the reader pressed', () => {
  const { posts } = applyChanges(opened, [change(11, 'post.edited', post('a', { reactions: { merci: 5 } }))]);

  expect(posts.a).toMatchObject({ reactions: { merci: 5 }, reacted: ['merci'] });
});

test('whoever signs in sees what they pressed; whoever signs out leaves none of it', () => {
  const seen = [post('a', { reacted: [] }), post('b', { reacted: ['merci'] })];

  const known = withViewer(opened, { viewer: viewer(), posts: seen });

  expect([known.posts.a!.reacted, known.posts.b!.reacted]).toEqual([[], ['merci']]);
  expect(withoutViewer(known).posts.b!.reacted).toBeUndefined();
});

test('pressed, it counts at once; pressed again, no longer', () => {
  const once = toggled({ reactions: { merci: 1 }, reacted: [] }, 'merci', true);

  expect(once).toEqual({ reactions: { merci: 2 }, reacted: ['merci'] });
  expect(toggled(once, 'merci', false)).toEqual({ reactions: { merci: 1 }, reacted: [] });
});
