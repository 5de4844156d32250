// The forum's lists: its front page, spaces in two levels, tags; each order and page of them at an address of its own.
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let paul: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, paul] = [await world.person('ada'), await world.person('paul', 'journalist')];
    await world.db.write(async (tx) => {
      const { spaces } = tx.t;
      const row = { siteId: world.site.id, position: 1 };
      const [town] = await tx
        .insert(spaces)
        .values({ ...row, slug: 'ville', name: 'La ville', guidelinesHtml: '<p>On dit sa rue.</p>' })
        .returning({ id: spaces.id });
      await tx.insert(spaces).values({ ...row, slug: 'velo', name: 'Vélo', parentId: town!.id });
      await tx.insert(spaces).values({ ...row, slug: 'coulisses', name: 'Coulisses', opens: 'staff' });
    });
  });

  const open = async (title: string, more: object = {}): Promise<OpenedWire> => {
    world.pass(60_000);
    const given = { site: 'courrier', space: 'velo', kind: 'discussion', title, source: `Au sujet de : ${title}.`, clientId: uuidv7() };
    const { status, body, text } = await paul.send<OpenedWire>('POST', '/api/v1/threads', { ...given, ...more });
    if (status !== 201) throw new Error(text);
    return body;
  };
  const reply = async ({ thread }: OpenedWire, who = ada) => {
    world.pass(60_000);
    return who.send<PostAnswer>('POST', '/api/v1/posts', { thread, parent: null, source: `Moi, ${uuidv7()}.`, clientId: uuidv7() });
  };
  /** The titles of the list, in its order. */
  const listed = async (path: string) => {
    const { text } = await world.request('GET', path);
    return [...text.matchAll(/<h3 class="small"><a href="[^"]+">([^<]+)</g)].map(([, title]) => title);
  };

  test('the front page has the latest first, the most followed, and what waits for an answer, each at its address', async () => {
    const [pont, gare, cour] = [await open('Le pont'), await open('La gare'), await open('La cour', { kind: 'question' })];
    for (const thread of [gare, gare, cour, pont]) await reply(thread);

    expect(await listed('/')).toEqual(['Le pont', 'La cour', 'La gare']);
    expect(await listed('/top')).toEqual(['La gare', 'La cour', 'Le pont']);
    expect(await listed('/unanswered')).toEqual(['La cour']);
  });

  test('the most followed of this week, of this month, or ever', async () => {
    const [old, last, late] = [await open('Il y a un an'), await open('Le mois dernier'), await open('Hier')];
    for (const thread of [old, old, old]) await reply(thread);
    world.pass(330 * 86_400_000);
    for (const thread of [last, last]) await reply(thread);
    world.pass(20 * 86_400_000);
    await reply(late);

    expect(await listed('/top?of=week')).toEqual(['Hier']);
    expect(await listed('/top')).toEqual(['Le mois dernier', 'Hier']);
    expect(await listed('/top?of=always')).toEqual(['Il y a un an', 'Le mois dernier', 'Hier']);
    expect(await listed('/top?of=nothing')).toEqual(await listed('/top'));
  });

  test('thirty a page; the next one is an address', async () => {
    for (let n = 1; n <= 31; n++) await open(`Sujet ${n}`);

    const [, next] = /href="(\?cursor=[^"]+)"/.exec((await world.request('GET', '/')).text)!;

    expect(await listed('/')).toHaveLength(30);
    expect(await listed(`/${next}`)).toEqual(['Sujet 1']);
    expect((await world.request('GET', '/?cursor=nothing')).status).toBe(422);
  });

  test('a space holds what is in those below it, says what is theirs, and where one opens nothing offers nothing', async () => {
    await open('Le pont');
    await open('Une note', { space: 'coulisses' });

    expect(await listed('/s/ville')).toEqual(['Le pont']);
    expect(await listed('/s/velo')).toEqual(['Le pont']);
    expect(await listed('/s/coulisses/top')).toEqual([]);
    const town = await world.request('GET', '/s/ville');
    expect(town.text).toContain('On dit sa rue.');
    expect(town.text).toContain('/new?space=ville');
    const velo = (await world.request('GET', '/s/velo')).text;
    expect(velo).toMatch(/<nav class="meta trail"[^>]*><a href="\/">La Terrasse<\/a><a href="\/s\/ville">La ville<\/a>/);
    expect((await world.request('GET', '/s/coulisses')).text).not.toContain('/new?space=coulisses');
    expect((await world.request('GET', '/s/nulle-part')).status).toBe(404);
  });

  test('a tag has its conversations, and the other values of its key; known tags keep their spelling', async () => {
    await open('Le pont', { tags: ['commune:Lyon', 'travaux'] });
    await open('La gare', { tags: ['Commune : lyon'] });
    await open('La cour', { tags: ['commune:Saint-Aubin'] });

    expect(await listed('/tag/commune-lyon')).toEqual(['La gare', 'Le pont']);
    expect(await listed('/tag/travaux')).toEqual(['Le pont']);
    const { text } = await world.request('GET', '/tag/commune-lyon');
    expect(text).toContain('<h1>Lyon</h1>');
    expect(text).toContain('href="/tag/commune-saint-aubin"');
    expect((await world.request('GET', '/tag/rien')).status).toBe(404);
  });

  test('the newsroom’s picks stand beside, and what it asks above', async () => {
    const { post } = await open('Le pont');
    await open('Vos questions au maire', { kind: 'expert' });
    const grace = await world.person('grace', 'moderator');
    await grace.desk('PUT', `/api/v1/posts/${post.id}/feature`);

    const { text } = await world.request('GET', '/');

    expect(text).toMatch(/<figure class="pick"><blockquote><p>Au sujet de/);
    expect(text).toMatch(/<section class="ask"[^>]*>.*Vos questions au maire/);
  });

  test('articles’ conversations stay under their articles, until they have a space', async () => {
    await ada.post('Sous un article.', { article: 'pont' });
    expect(await listed('/')).toEqual([]);
    const { threads, spaces, articles } = world.db.read.t;

    await world.db.write(async (tx) => {
      const [space] = await tx.select({ id: spaces.id }).from(spaces).limit(1);
      await tx.update(articles).set({ title: 'Le pont rouvre' });
      await tx.update(threads).set({ spaceId: space!.id });
    });

    expect(await listed('/')).toEqual(['Le pont rouvre']);
  });
});
