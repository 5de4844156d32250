import { describe, expect, it } from 'vitest';
import { articles, sections } from '#server/demo/articles.ts';
import { charter, words } from '#server/demo/charter.ts';
import type { DemoPost } from '#server/demo/conversation.ts';
import { conversations } from '#server/demo/conversations.ts';
import { crowd } from '#server/demo/crowd.ts';
import { crowdPeople } from '#server/demo/crowd-people.ts';
import { forumThreads, spaces } from '#server/demo/forum.ts';
import { people } from '#server/demo/people.ts';

const flood = crowd();
const under = [...conversations, flood];
const everyone = new Map([...people, ...crowdPeople].map((person) => [person.key, person]));
const all: { name: string; posts: DemoPost[] }[] = [
  ...under.map(({ article, posts }) => ({ name: article, posts })),
  ...forumThreads.map(({ key, posts }) => ({ name: key, posts })),
];

describe('the demo’s conversations', () => {
  it.each(all)('$name: each reply follows the post it answers', ({ posts }) => {
    const seen = new Map<string, DemoPost>();

    for (const post of posts) {
      expect(seen.has(post.key), post.key).toBe(false);
      if (post.replyTo) expect(seen.get(post.replyTo)?.minutesAgo, post.key).toBeGreaterThanOrEqual(post.minutesAgo);
      seen.set(post.key, post);
    }
  });

  it.each(all)('$name: everybody in it is a member, and says something', ({ posts }) => {
    for (const { key, by, text, reports = [], decision } of posts) {
      for (const who of [by, ...reports.map((report) => report.by), ...(decision ? [decision.by] : [])])
        expect(everyone.has(who), `${key}: ${who}`).toBe(true);
      expect(text.length, key).toBeGreaterThan(0);
      for (const passage of decision?.passages ?? []) expect(text).toContain(passage);
    }
  });

  it.each(all)('$name: nobody answers what readers do not see', ({ posts }) => {
    const unseen = new Set(posts.filter(({ state }) => state === 'held' || state === 'rejected').map(({ key }) => key));

    expect(posts.filter(({ replyTo }) => replyTo && unseen.has(replyTo))).toEqual([]);
  });

  it('none is older than its article, nor younger than its closing', () => {
    for (const { article: id, posts } of under) {
      const { publishedMinutesAgo, closeAfterDays } = articles.find((article) => article.id === id)!;
      const closed = closeAfterDays === null ? 0 : publishedMinutesAgo - closeAfterDays * 1440;
      expect(Math.max(...posts.map(({ minutesAgo }) => minutesAgo)), id).toBeLessThanOrEqual(publishedMinutesAgo);
      expect(Math.min(...posts.map(({ minutesAgo }) => minutesAgo)), id).toBeGreaterThanOrEqual(closed);
    }
  });

  it('only subscribers and staff write under an article for subscribers', () => {
    const readers = articles
      .filter(({ audience }) => audience === 'subscribers')
      .flatMap(({ id }) => conversations.find(({ article }) => article === id)!.posts)
      .filter(({ by }) => everyone.get(by)!.role === 'member');

    expect(readers).toEqual([]);
  });

  it('has the threads it is meant to show', () => {
    const size = (id: string) => under.find(({ article }) => article === id)?.posts.length ?? 0;

    expect(size('mediatheque-graines')).toBe(0);
    expect(size('dictee-de-noel')).toBe(3);
    expect(size('lock-keeper-kerven')).toBe(12);
    expect(size('place-du-marche-2026')).toBeGreaterThan(40);
    expect(depth(conversations[0]!.posts)).toBe(6);
    expect(new Set(conversations[0]!.posts.map(({ state }) => state))).toEqual(
      new Set([undefined, 'held', 'rejected', 'removed', 'deleted']),
    );
  });
});

describe('the crowd', () => {
  it('is five thousand, the same for the same seed', () => {
    expect(flood.posts).toHaveLength(5_000);
    expect(crowd()).toEqual(flood);
    expect(crowd(1995)).not.toEqual(flood);
  });

  it('rarely says the same thing twice, and nests', () => {
    const texts = new Set(flood.posts.map(({ text }) => text));

    expect(texts.size).toBeGreaterThan(4_400);
    expect(flood.posts.filter(({ text }) => /[{}|]|undefined/.test(text))).toEqual([]);
    expect(depth(flood.posts)).toBeGreaterThan(5);
  });
});

describe('what goes with them', () => {
  it('has eight rules in both languages, and words to hold', () => {
    expect(charter.fr).toHaveLength(8);
    expect(charter.en).toHaveLength(8);
    expect(words.length).toBeGreaterThan(5);
  });

  it('has members with addresses of their own, one of them the owner', () => {
    const addresses = new Set([...everyone.values()].map(({ email }) => email));

    expect(addresses.size).toBe(people.length + crowdPeople.length);
    expect(people.filter(({ owner }) => owner)).toHaveLength(1);
  });

  it('puts each forum thread in a space', () => {
    expect(forumThreads.filter((thread) => !spaces.some(({ slug }) => slug === thread.space))).toEqual([]);
  });

  it('gives each article what its section says', () => {
    for (const { section, moderation, audience, closeAfterDays } of articles) {
      const rule = sections.find(({ name }) => name === section);
      expect({ moderation, audience, closeAfterDays }).toEqual({
        moderation: rule?.moderation ?? 'after',
        audience: rule?.audience ?? 'members',
        closeAfterDays: rule?.closeAfterDays ?? null,
      });
    }
  });
});

function depth(posts: DemoPost[]): number {
  const depths = new Map<string, number>();
  for (const { key, replyTo } of posts) depths.set(key, replyTo ? depths.get(replyTo)! + 1 : 0);
  return Math.max(...depths.values());
}
