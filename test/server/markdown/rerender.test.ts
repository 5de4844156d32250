import { asc, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { rerender } from '#server/markdown/rerender.ts';
import { RENDERER } from '#server/markdown/render.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  test('posts of an older renderer are made anew from their source; the others are left alone', async () => {
    const old = await ada.post('Les **platanes**.');
    const present = await ada.post('Les *tilleuls*.');
    await age([old.id], '<p>made by the old one</p>');
    await setHtml(present.id, '<p>untouched</p>');

    expect(await rerender(world)).toEqual({ posts: 1, changed: 1, revisions: 0 });

    const { posts } = await world.readThread('pont', '&sort=oldest');
    expect(posts.map(({ html }) => html)).toEqual(['<p>Les <strong>platanes</strong>.</p>', '<p>untouched</p>']);
    expect(await rerender(world)).toEqual({ posts: 0, changed: 0, revisions: 0 });
  });

  test('a thread that looks otherwise gets one new number, so that no cache keeps the old look; another keeps its own', async () => {
    const [first, second, other] = [await ada.post('Un.'), await ada.post('Deux.'), await ada.post('Trois.', { article: 'gare' })];
    await age([first.id, second.id], '<p>old</p>');
    await age([other.id]);

    await rerender(world);

    expect((await world.readThread()).thread).toMatchObject({ seq: 3, count: 2 });
    expect((await world.readThread('gare')).thread).toMatchObject({ seq: 1, count: 1 });
    await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
  });

  test('what a post said before its edits is renewed with it', async () => {
    const post = await ada.post('Avant **tout**.');
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Après tout.', revision: 1 });
    const { revisions } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(tx.t.revisions).set({ html: '<script>' })));
    await age([post.id]);

    expect(await rerender(world)).toEqual({ posts: 1, changed: 0, revisions: 1 });

    expect(await world.db.read.select({ html: revisions.html }).from(revisions)).toEqual([{ html: '<p>Avant <strong>tout</strong>.</p>' }]);
  });

  test('what an import brought is rendered as the HTML it is', async () => {
    const post = await ada.post('x');
    await setPost(post.id, { format: 'html', source: '<p>a <em>b</em><script>c</script></p>', html: '', renderer: RENDERER - 1 });

    await rerender(world);

    expect((await world.readThread()).posts[0]!.html).toBe('<p>a <em>b</em></p>');
  });

  test('broken off, it goes on where it was', async () => {
    const ids = [];
    for (let i = 0; i < 120; i++) ids.push((await ada.post(`Numéro ${i}.`, { article: `article-${i % 3}` })).id);
    await age(ids, '<p>old</p>');

    const breakOff = () => {
      throw new Error('the power went');
    };
    await expect(rerender(world, breakOff)).rejects.toThrow('the power went');

    expect(await rerender(world)).toEqual({ posts: 20, changed: 20, revisions: 0 });
    const { posts } = world.db.read.t;
    const all = await world.db.read.select({ html: posts.html, renderer: posts.renderer }).from(posts).orderBy(asc(posts.id));
    expect(all).toEqual(ids.map((_, i) => ({ html: `<p>Numéro ${i}.</p>`, renderer: RENDERER })));
  });

  test('an edit made meanwhile stays', async () => {
    const post = await ada.post('Avant.');
    await age([post.id]);
    const { posts } = world.db.read.t;
    const editing: typeof world.db.write = async (work, options) => {
      await setPost(post.id, { source: 'Après.', html: '<p>Après.</p>', revision: 2, renderer: RENDERER });
      return world.db.write(work, options);
    };

    expect(await rerender({ ...world, db: { ...world.db, write: editing } })).toEqual({ posts: 0, changed: 0, revisions: 0 });

    expect(await world.db.read.select({ html: posts.html }).from(posts)).toEqual([{ html: '<p>Après.</p>' }]);
  });

  async function age(uids: string[], html?: string) {
    for (const uid of uids) await setPost(uid, { renderer: RENDERER - 1, ...(html !== undefined && { html }) });
  }
  const setHtml = (uid: string, html: string) => setPost(uid, { html });
  const setPost = (uid: string, set: Partial<World['db']['read']['t']['posts']['$inferInsert']>) =>
    world.db.write(async (tx) => void (await tx.update(tx.t.posts).set(set).where(eq(tx.t.posts.uid, uid))));
});
