import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { rootsPage } from '#server/posts/queries.ts';
import { findSiteByKey } from '#server/sites/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  const readPage = async () => {
    const [thread] = await world.db.read.select().from(world.db.read.t.threads);
    return rootsPage(world.db.read, thread!, 'newest', null);
  };
  const set = async (table: 'posts' | 'members' | 'sites', values: object) =>
    world.db.write(async (tx) => void (await tx.update(tx.t[table] as never).set(values as never)));

  test('a post that is read again as it was is the same object; with any change of it or of its author it is another', async () => {
    await ada.post('Les platanes restent.');
    const [first] = await readPage();
    expect((await readPage())[0]).toBe(first);

    await set('posts', { html: '<p>Les platanes partent.</p>' });
    const [edited] = await readPage();
    expect(edited).toMatchObject({ html: '<p>Les platanes partent.</p>', authorName: 'ada' });

    await set('members', { name: 'Ada Roux' });
    const [renamed] = await readPage();
    expect(renamed).toMatchObject({ html: '<p>Les platanes partent.</p>', authorName: 'Ada Roux' });
    expect((await readPage())[0]).toBe(renamed);
  });

  test('what two databases have by the same id is each its own', async () => {
    const other = await createWorld(engine, { settings: { name: 'Un autre journal' } });
    for (const [{ db, site }, stamp] of [
      [world, 7],
      [other, 7],
    ] as const)
      await db.write(async (tx) => void (await tx.update(tx.t.sites).set({ stamp }).where(eq(tx.t.sites.id, site.id))));

    expect((await findSiteByKey(world.db.read, 'courrier'))!.settings.name).toBe('Le Courrier');
    expect((await findSiteByKey(other.db.read, 'courrier'))!.settings.name).toBe('Un autre journal');
  });

  test('what a transaction took back is not what the next one wrote', async () => {
    await ada.post('Les platanes restent.');
    const write = (html: string, fails: boolean) =>
      world.db.write(async (tx) => {
        const { posts, threads } = tx.t;
        await tx.update(posts).set({ html });
        const [thread] = await tx.select().from(threads);
        expect((await rootsPage(tx, thread!, 'newest', null))[0]!.html).toBe(html);
        if (fails) throw new Error('taken back');
      });

    await expect(write('<p>Un.</p>', true)).rejects.toThrow('taken back');
    await write('<p>Deux.</p>', false);

    expect((await readPage())[0]!.html).toBe('<p>Deux.</p>');
  });

  test('nobody changes what others hold', async () => {
    await ada.post('Les platanes restent.');
    const [post] = await readPage();
    const site = (await findSiteByKey(world.db.read, 'courrier'))!;

    expect(() => (post!.html = '')).toThrow(TypeError);
    expect(() => site.origins.push('https://elsewhere.example')).toThrow(TypeError);
    expect(await findSiteByKey(world.db.read, 'courrier')).toBe(site);
    await set('sites', { origins: [] });
    expect((await findSiteByKey(world.db.read, 'courrier'))!.origins).toEqual([]);
  });
});
