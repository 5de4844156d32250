import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { SearchPage } from '#server/search/wire.ts';
import type { Kind } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  /** Somebody's posts, indexed; then what others find among them. */
  const search = async (world: World, query: string, who?: Person): Promise<SearchPage> => {
    await world.index();
    const path = `/api/v1/search?site=courrier&${query}`;
    const { status, body, text } = who ? await who.desk<SearchPage>('GET', path) : await world.request<SearchPage>('GET', path);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return body;
  };
  const q = (text: string) => `q=${encodeURIComponent(text)}`;
  const textsOf = ({ results }: SearchPage) => results.map(({ excerpt }) => excerpt.map(({ text }) => text).join(''));
  const hitsOf = ({ results }: SearchPage) => results.flatMap(({ excerpt }) => excerpt.filter(({ hit }) => hit).map(({ text }) => text));

  test('words are found in any of their forms, with or without their accents, and shown as they were written', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('Les élections municipales approchent.');
    await ada.post('Un conseil municipal agité.');
    await ada.post('La publicité lumineuse gêne les riverains.');

    expect(textsOf(await search(world, q('municipale')))).toHaveLength(2);
    expect(hitsOf(await search(world, q('ELECTION municipal')))).toEqual(['élections', 'municipales']);
    expect(hitsOf(await search(world, q('publicites')))).toEqual(['publicité']);
    expect(hitsOf(await search(world, q('publicité')))).toEqual(['publicité']);
  });

  test('all words must be there, the last one by its beginning', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('Une pompe de relevage dans la cave.');
    await ada.post('Une pompe à vélo.');

    expect(textsOf(await search(world, q('pompe relev')))).toEqual(['Une pompe de relevage dans la cave.']);
    expect(textsOf(await search(world, q('pompe')))).toHaveLength(2);
    expect(await search(world, q('pompe avion'))).toMatchObject({ total: 0, results: [] });
  });

  test('a phrase is found word for word', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('La pompe de relevage a lâché.');
    await ada.post('Le relevage de la pompe est à refaire.');

    expect(textsOf(await search(world, q('"pompe de relevage"')))).toEqual(['La pompe de relevage a lâché.']);
    expect(textsOf(await search(world, q('« relevage de la pompe »')))).toEqual(['Le relevage de la pompe est à refaire.']);
    expect(textsOf(await search(world, q('"pompes de relevage"')))).toEqual([]);
  });

  test('English is stemmed as English, French as French, each post by itself', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('The moderators would not have decided so if they had all been reading that comment with us.');
    await ada.post('Les modérateurs ne liront pas tous les commentaires que nous avons écrits dans la nuit.');

    expect(hitsOf(await search(world, q('reads')))).toEqual(['reading']);
    expect(hitsOf(await search(world, q('commentaire')))).toEqual(['commentaires']);
  });

  test('by author, article, space, kind, tag and date, typed among the words or in fields', async () => {
    const world = await createWorld(engine);
    const [ada, grace] = [await world.person('Ada Lovelace'), await world.person('Grace Hopper')];
    await ada.post('La crue de mars.', { article: 'crue' });
    world.pass(40 * 86_400_000);
    await grace.post('La crue de mai.', { article: 'pont' });
    const thread = await addThread(world, { kind: 'question', space: 'Entraide', tag: 'commune:Lyon' });
    await postIn(grace, thread, 'La crue, et ma cave.');

    expect(textsOf(await search(world, q('crue auteur:"grace hopper"')))).toHaveLength(2);
    expect(textsOf(await search(world, `${q('crue')}&author=lovelace`))).toEqual(['La crue de mars.']);
    expect(textsOf(await search(world, q('crue article:pont')))).toEqual(['La crue de mai.']);
    expect(textsOf(await search(world, q('crue espace:entraide')))).toEqual(['La crue, et ma cave.']);
    expect(textsOf(await search(world, `${q('crue')}&space=entraide&kind=question`))).toEqual(['La crue, et ma cave.']);
    expect(textsOf(await search(world, q('crue type:discussion')))).toEqual([]);
    expect(textsOf(await search(world, q('crue tag:commune:Lyon')))).toEqual(['La crue, et ma cave.']);
    expect(textsOf(await search(world, q('crue avant:2026-12-01')))).toEqual(['La crue de mars.']);
    expect(textsOf(await search(world, `${q('crue')}&after=2026-12-01&article=pont`))).toEqual(['La crue de mai.']);
    expect(textsOf(await search(world, q('avant:01/12/2026')))).toEqual(['La crue de mars.']);
  });

  test('a filter that names nothing here is told, and nothing is found by it', async () => {
    const world = await createWorld(engine);

    expect(await search(world, q('crue auteur:zebulon espace:nulle type:poème avant:hier'))).toMatchObject({
      results: [],
      unknown: ['author', 'space', 'kind', 'before'],
    });
  });

  test('the best answer comes first, or the latest where that is asked', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('La pompe ! La pompe, toujours la pompe.');
    world.pass(1000);
    await ada.post(`La pompe. ${'Et bien d’autres choses encore à dire de cette rue. '.repeat(8)}`);

    expect(textsOf(await search(world, q('pompe')))[0]).toMatch(/toujours/);
    expect(textsOf(await search(world, `${q('pompe')}&sort=date`))[0]).toMatch(/d’autres choses/);
  });

  test('pages go on where the last ended, whatever was written meanwhile', async () => {
    const world = await createWorld(engine, { settings: { screening: ALIKE } });
    const ada = await world.person('ada');
    for (let i = 0; i < 45; i++) await ada.post(`Une crue de plus, la ${i}e. ${'Ah. '.repeat(i % 7)}`);

    for (const sort of ['relevance', 'date']) {
      const seen: string[] = [];
      let cursor = '';
      for (let page = 0; page < 3; page++) {
        const found = await search(world, `${q('crue')}&sort=${sort}${cursor && `&cursor=${cursor}`}`);
        seen.push(...found.results.map(({ id }) => id));
        cursor = found.cursor ?? '';
        if (page === 0) expect(found.total).toBeGreaterThanOrEqual(45);
        await ada.post('Une crue, encore une crue, la crue des crues.');
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(45);
    }
  });

  test('an edited, deleted or moderated post is found as it is now', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const [one, other] = [await ada.post('Le marronnier.'), await ada.post('Le platane.')];
    await world.index();

    await ada.send('PATCH', `/api/v1/posts/${one.id}`, { source: 'Le tilleul.', revision: 1 });
    await ada.send('DELETE', `/api/v1/posts/${other.id}`);

    expect(textsOf(await search(world, q('tilleul')))).toEqual(['Le tilleul.']);
    expect(textsOf(await search(world, q('marronnier')))).toEqual([]);
    expect(textsOf(await search(world, q('platane')))).toEqual([]);
  });

  test('what waits, was refused or removed is found by whoever moderates it, by its state, and by nobody else', async () => {
    const world = await createWorld(engine);
    const [ada, mia] = [await world.person('ada'), await world.person('mia', 'moderator')];
    await ada.post('Quel guignol, ce maire.');

    expect(textsOf(await search(world, q('maire')))).toEqual([]);
    expect(textsOf(await search(world, q('maire'), mia))).toEqual([]);
    expect(textsOf(await search(world, q('maire état:attente'), mia))).toEqual(['Quel guignol, ce maire.']);
    expect(textsOf(await search(world, 'state=held', mia))).toEqual(['Quel guignol, ce maire.']);
    expect(await search(world, q('maire état:attente'), ada)).toMatchObject({ results: [], unknown: ['state'] });
    expect(await search(world, q('maire état:attente'))).toMatchObject({ results: [], unknown: ['state'] });
    expect(textsOf(await search(world, q('maire état:refusé'), mia))).toEqual([]);
  });

  test('whoever moderates some spaces finds what waits in them alone', async () => {
    const world = await createWorld(engine);
    const [ada, mia] = [await world.person('ada'), await world.person('mia', 'moderator')];
    const [here, there] = [await addThread(world, { space: 'Ici' }), await addThread(world, { space: 'Ailleurs' })];
    await postIn(ada, here, 'Guignol d’ici.');
    await postIn(ada, there, 'Guignol d’ailleurs.');
    const { spaces, moderatorSpaces } = world.db.read.t;
    const [space] = await world.db.read.select({ id: spaces.id }).from(spaces).where(eq(spaces.name, 'Ici'));
    await world.db.write(
      async (tx) => void (await tx.insert(moderatorSpaces).values({ siteId: world.site.id, memberId: mia.member.id, spaceId: space!.id })),
    );

    expect(textsOf(await search(world, q('guignol état:attente'), mia))).toEqual(['Guignol d’ici.']);
  });

  test('whoever moderates without names neither sees nor finds by them what waits', async () => {
    const world = await createWorld(engine);
    const [ada, mia] = [await world.person('ada'), await world.person('mia', 'moderator')];
    await ada.post('Quel guignol, ce maire.');
    const { members } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(members).set({ blind: true }).where(eq(members.id, mia.member.id))));

    const found = await search(world, q('maire état:attente'), mia);

    expect(found.results).toMatchObject([{ author: null }]);
    expect(await search(world, q('maire état:attente auteur:ada'), mia)).toMatchObject({ results: [], unknown: ['author'] });
  });

  test('another site’s posts are not found here', async () => {
    const world = await createWorld(engine);
    const other = await world.addSite('gazette', 'gazette.test');
    const zoe = await world.person('zoe', 'member', { at: other });
    await zoe.post('La crue à la Gazette.');

    expect(textsOf(await search(world, q('crue')))).toEqual([]);
  });

  test.each([
    ['only quotes', '"""""', 'q'],
    ['only signs', '*** (( )) -- ::', 'q'],
    ['nothing', '   ', 'q'],
    ['10,000 words', 'mot '.repeat(10_000), 'q'],
    ['17 words', 'abc '.repeat(17), 'q'],
  ])('%s: a clear word, nothing lost', async (_, text, field) => {
    const world = await createWorld(engine);

    const { status, body } = await world.request<{ error: { fields: Record<string, string> } }>(
      'GET',
      `/api/v1/search?site=courrier&${q(text)}`,
    );

    expect(status).toBe(422);
    expect(body.error.fields[field]).toBeTruthy();
  });

  test.each([
    'crue AND OR NOT',
    'crue NEAR(a b)',
    "crue' & !x | (",
    'forms : crue',
    'crue*',
    '^crue',
    '-crue',
    'crue:*',
    '"crue',
    'a12 facets:a1',
    '@a1',
    'crue\u0000x',
    '{stems}:crue',
    'crue -- ; drop table posts',
  ])('operators of the engines are words like others: %s', async (text) => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('La crue.');

    await world.index();
    const { status } = await world.request('GET', `/api/v1/search?site=courrier&${q(text)}`);

    expect(status).toBe(200);
  });

  test('what a reader finds is exactly what they may read', async () => {
    const world = await createWorld(engine, { settings: { screening: ALIKE } });
    const ada = await world.person('ada');
    let seed = 20261122;
    const dice = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    const threads = await Promise.all(Array.from({ length: 6 }, () => addThread(world, { space: 'Ici' })));
    for (let i = 0; i < 60; i++) await postIn(ada, threads[dice(6)]!, `La crue, ${i}e fois.`);
    await world.index();
    const { posts, threads: rows } = world.db.read.t;
    await world.db.write(async (tx) => {
      for (const { id } of await tx.select({ id: posts.id }).from(posts)) {
        const state = (['published', 'published', 'held', 'rejected', 'removed', 'deleted'] as const)[dice(6)]!;
        await tx.update(posts).set({ state }).where(eq(posts.id, id));
      }
      const opened = new Date(world.now().getTime() + 60_000);
      await tx.update(rows).set({ opensAt: opened }).where(eq(rows.uid, threads[0]!));
      await tx.update(rows).set({ lastAt: null }).where(eq(rows.uid, threads[1]!));
    });
    const readable = await world.db.read
      .select({ uid: posts.uid, thread: rows.uid })
      .from(posts)
      .innerJoin(rows, eq(rows.id, posts.threadId))
      .where(and(eq(posts.state, 'published')));

    const found: string[] = [];
    for (let cursor = ''; ;) {
      const page = await search(world, `${q('crue')}${cursor && `&cursor=${cursor}`}`);
      found.push(...page.results.map(({ id }) => id));
      if (!page.cursor) break;
      cursor = page.cursor;
    }

    const expected = readable.filter(({ thread }) => !threads.slice(0, 2).includes(thread)).map(({ uid }) => uid);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});

/** What fills a test is much alike. */
const ALIKE = { newcomerPosts: 0, effects: { near_repeat: 'off', repeat: 'off', flood: 'off' } } as const;

async function addThread(world: World, { kind = 'discussion', space, tag }: { kind?: Kind; space: string; tag?: string }): Promise<string> {
  const uid = uuidv7();
  const siteId = world.site.id;
  await world.db.write(async (tx) => {
    const { spaces, threads, tags, threadTags } = tx.t;
    const slug = space.toLowerCase();
    await tx.insert(spaces).values({ siteId, slug, name: space, position: 1 }).onConflictDoNothing();
    const [{ id: spaceId } = { id: 0 }] = await tx.select({ id: spaces.id }).from(spaces).where(eq(spaces.slug, slug));
    const row = { uid, siteId, kind, spaceId, title: 'Ma cave', createdAt: world.now() };
    const [{ id: threadId } = { id: 0 }] = await tx.insert(threads).values(row).returning({ id: threads.id });
    if (!tag) return;
    const [key, value] = tag.split(':');
    const [made] = await tx.insert(tags).values({ siteId, slug: 'commune-lyon', key: key!, value }).returning({ id: tags.id });
    await tx.insert(threadTags).values({ siteId, threadId, tagId: made!.id });
  });
  return uid;
}

const postIn = (who: Person, thread: string, source: string) =>
  who.send('POST', '/api/v1/posts', { thread, source, parent: null, clientId: uuidv7() });
