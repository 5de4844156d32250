import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { PostWire } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let post: PostWire;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
    post = await linus.post('Le pont doit rester ouvert.');
  });

  const form = (who: Person, path: string, fields: Record<string, string> = {}) =>
    world.request('POST', path, new URLSearchParams(fields).toString(), {
      ...who.asPage,
      'content-type': 'application/x-www-form-urlencoded',
    });
  const page = async (who = ada, query = '') => (await who.desk('GET', `/bookmarks${query}`)).text;
  const rows = () => world.db.read.select().from(world.db.read.t.bookmarks);

  test('a post is kept with a note for oneself alone; kept again, it is kept once', async () => {
    expect((await form(ada, `/bookmarks/posts/${post.id}`, { note: 'À citer' })).headers.get('location')).toBe(`/p/${post.id}`);
    await Promise.all([1, 2].map((n) => form(ada, `/bookmarks/posts/${post.id}`, { note: `Encore ${n}` })));

    expect(await rows()).toHaveLength(1);
    expect(await page()).toMatch(/Le pont doit rester ouvert.*Encore [12]/s);
    expect(await page(linus)).not.toContain('Encore');
    expect((await linus.desk('GET', `/members/${ada.member.uid}`)).text).not.toContain('Encore');
  });

  test('a conversation is kept too, and found where it went', async () => {
    const [thread] = await world.db.read.select().from(world.db.read.t.threads);

    await form(ada, `/bookmarks/threads/${thread!.uid}`);

    expect(await page()).toContain(`/t/${thread!.uid}`);
    await form(ada, `/bookmarks/threads/${thread!.uid}`, { act: 'drop' });
    expect(await rows()).toEqual([]);
  });

  test('what is no longer public shows nothing of itself, and can still be removed', async () => {
    await form(ada, `/bookmarks/posts/${post.id}`, { note: 'Ma note' });
    for (const state of ['held', 'rejected', 'deleted'] as const) {
      await world.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ state }).where(eq(tx.t.posts.uid, post.id))));

      const text = await page();
      expect(text, state).toContain('n’est plus disponible');
      expect(text, state).toContain('Ma note');
      expect(text, state).not.toMatch(/Le pont doit rester ouvert|\/p\//);
      expect((await form(ada, `/bookmarks/posts/${post.id}`)).status, state).toBe(404);
    }

    const [row] = await rows();
    expect((await form(linus, `/bookmarks/${row!.id}/removal`)).status).toBe(303);
    expect(await rows()).toHaveLength(1);
    await form(ada, `/bookmarks/${row!.id}/removal`);
    expect(await rows()).toEqual([]);
  });

  test('a conversation that opens later, or whose opening was taken down, says nothing either', async () => {
    const [thread] = await world.db.read.select().from(world.db.read.t.threads);
    await form(ada, `/bookmarks/threads/${thread!.uid}`);
    const opensAt = new Date(world.now().getTime() + 3_600_000);
    await world.db.write(async (tx) => void (await tx.update(tx.t.threads).set({ title: 'Un titre secret', opensAt })));

    expect(await page()).not.toContain('Un titre secret');
    expect((await form(ada, `/bookmarks/threads/${thread!.uid}`)).status).toBe(404);
  });

  test('many are read page by page, latest first', async () => {
    await form(ada, `/bookmarks/posts/${post.id}`);
    const [{ id: _, ...kept }] = (await rows()) as [Awaited<ReturnType<typeof rows>>[number]];
    const many = Array.from({ length: 31 }, (__, i) => ({ ...kept, target: `${i}`, note: `Note ${i}.` }));
    await world.db.write(async (tx) => void (await tx.insert(tx.t.bookmarks).values(many)));

    const first = await page();
    const older = /\/bookmarks\?before=\d+/.exec(first)![0];

    expect(first).toContain('Note 30.');
    expect(first).not.toContain('Note 0.');
    expect(await page(ada, older.slice('/bookmarks'.length))).toContain('Note 0.');
  });

  test('a note too long is refused with what was typed; nobody signed in is led to sign in', async () => {
    const { status, text } = await form(ada, `/bookmarks/posts/${post.id}`, { note: 'a'.repeat(301) });

    expect([status, text.includes('a'.repeat(301))]).toEqual([422, true]);
    expect((await world.request('GET', `/bookmarks/posts/${post.id}`)).status).toBe(303);
    expect(
      (await world.request('POST', `/bookmarks/posts/${post.id}`, 'note=x', { origin: 'https://evil.test' })).status,
    ).toBeGreaterThanOrEqual(300);
    expect(await rows()).toEqual([]);
  });
});
