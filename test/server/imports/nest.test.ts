import { expect, test } from 'vitest';
import { nest, type Fact } from '#server/imports/nest.ts';

let line = 0;
const post = (id: string, more: Partial<Fact> = {}): Fact => ({
  id,
  line: ++line,
  at: 100,
  parent: null,
  spam: false,
  deleted: false,
  ...more,
});
const drawn = (facts: Fact[]) =>
  nest(facts).nested.map(({ fact, parent, depth, tombstone }) => `${fact.id} ${parent?.fact.id ?? '-'} ${depth}${tombstone ? ' †' : ''}`);

test('posts come by time, a parent before its replies even where its clock was ahead', () => {
  const facts = [
    post('reply', { parent: 'late', at: 10 }),
    post('late', { at: 50 }),
    post('first', { at: 5 }),
    post('between', { at: 30 }),
  ];

  expect(drawn(facts)).toEqual(['first - 0', 'between - 0', 'late - 0', 'reply late 1']);
});

test('spam goes, and what hung on it hangs on what the spam replied to', () => {
  const facts = [
    post('root'),
    post('spam', { parent: 'root', spam: true }),
    post('more spam', { parent: 'spam', spam: true }),
    post('answer', { parent: 'more spam' }),
    post('root spam', { spam: true }),
    post('shouted at', { parent: 'root spam' }),
  ];

  expect(drawn(facts)).toEqual(['root - 0', 'shouted at - 0', 'answer root 1']);
});

test('a deleted post is a place while something published hangs on it, else it goes', () => {
  const facts = [
    post('gone', { deleted: true }),
    post('gone too', { parent: 'gone', deleted: true }),
    post('place', { deleted: true }),
    post('second place', { parent: 'place', deleted: true }),
    post('spam', { parent: 'second place', spam: true }),
    post('leaf', { parent: 'spam' }),
  ];

  expect(drawn(facts)).toEqual(['place - 0 †', 'second place place 1 †', 'leaf second place 2']);
  expect(nest(facts).dropped.map(({ id }) => id)).toEqual(['gone', 'gone too', 'spam']);
});

test('orphans stand at the root; a circle is opened at its oldest post', () => {
  const facts = [
    post('orphan', { parent: 'nowhere' }),
    post('self', { parent: 'self' }),
    post('hen', { parent: 'egg', at: 30 }),
    post('egg', { parent: 'chick', at: 20 }),
    post('chick', { parent: 'hen', at: 40 }),
    post('onlooker', { parent: 'hen', at: 50 }),
  ];

  expect(drawn(facts)).toEqual(['egg - 0', 'hen egg 1', 'chick hen 2', 'onlooker hen 2', 'orphan - 0', 'self - 0']);
  expect(nest(facts).uprooted.map(({ id, why }) => `${id} ${why}`)).toEqual(['orphan orphan', 'self cycle', 'egg cycle']);
});

test('a branch ten thousand replies deep is placed without running out of stack', () => {
  const facts = Array.from({ length: 10_000 }, (_, i) => post(String(i), { parent: i === 0 ? null : String(i - 1) })).toReversed();

  expect(nest(facts).nested.at(-1)).toMatchObject({ depth: 9999, fact: { id: '9999' } });
});
