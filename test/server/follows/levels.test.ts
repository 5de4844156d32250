import { expect, test } from 'vitest';
import { levelOf, type Following } from '#server/follows/levels.ts';

const chosen = (distance: Following['distance'], level: Following['level']): Following => ({ distance, level, chosen: true });
const wrote: Following = { distance: 'thread', level: 'normal', chosen: false };

test.each<[string, Following[], ReturnType<typeof levelOf>]>([
  ['who follows nothing hears of nothing but what is said to them', [], null],
  ['a watched space', [chosen('space', 'watch')], 'watch'],
  ['a muted thread of a watched space', [chosen('space', 'watch'), chosen('thread', 'mute')], 'mute'],
  ['a watched thread of a muted space', [chosen('thread', 'watch'), chosen('space', 'mute')], 'watch'],
  ['a normal thread of a watched space', [chosen('thread', 'normal'), chosen('space', 'watch')], 'normal'],
  ['a watched article with a muted tag', [chosen('tag', 'mute'), chosen('article', 'watch')], 'watch'],
  ['a muted thread of a watched article', [chosen('article', 'watch'), chosen('thread', 'mute')], 'mute'],
  ['a watched tag in a muted space', [chosen('space', 'mute'), chosen('tag', 'watch')], 'watch'],
  ['a watched author in a muted space', [chosen('space', 'mute'), chosen('author', 'watch')], 'watch'],
  ['a watched journalist in a space followed normally', [chosen('space', 'normal'), chosen('byline', 'watch')], 'watch'],
  ['a watched tag and a muted one: silence was asked for', [chosen('tag', 'watch'), chosen('tag', 'mute')], 'mute'],
  ['a watched tag and a muted author', [chosen('tag', 'watch'), chosen('author', 'mute')], 'mute'],
  ['a watched tag and a normal one', [chosen('tag', 'normal'), chosen('tag', 'watch')], 'watch'],
  ['a watched part of a muted space', [chosen('around', 'mute'), chosen('space', 'watch')], 'watch'],
  ['a muted part of a watched space', [chosen('around', 'watch'), chosen('space', 'mute')], 'mute'],
  ['a part of a watched space', [chosen('around', 'watch')], 'watch'],
  ['where one wrote', [wrote], 'normal'],
  ['where one wrote, in a watched space', [wrote, chosen('space', 'watch')], 'watch'],
  ['where one wrote, in a muted space: the answers are wanted', [wrote, chosen('space', 'mute')], 'normal'],
  ['where one wrote, with a muted tag', [chosen('tag', 'mute'), wrote], 'normal'],
])('%s', (_, following, level) => {
  expect(levelOf(following)).toBe(level);
  expect(levelOf(following.toReversed())).toBe(level);
});
