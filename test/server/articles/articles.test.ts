import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { SettingsWire, SpacesWire } from '#server/sites/wire.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let authorization: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    authorization = `Bearer ${(await makeToken(world.deps, world.site.id, { name: 'CMS' })).token}`;
  });
  const put = (id: string, body: object) =>
    world.request<ErrorBody>('PUT', `/api/v1/articles/${id}`, { title: 'Le pont', url: `${ORIGIN}/pont`, ...body }, { authorization });

  test('what the site confirms is shown; a second time it is changed', async () => {
    expect((await put('pont', {})).status).toBe(201);
    expect((await put('pont', { title: 'Le pont fermera' })).status).toBe(204);

    expect((await world.readThread()).thread).toMatchObject({ title: 'Le pont fermera', article: { id: 'pont', url: `${ORIGIN}/pont` } });
  });

  test('what is asked by an address is what lies under the article that has it: pages made for Disqus know no more', async () => {
    const ada = await world.person('ada');
    await put('2026-pont', { url: `${ORIGIN}/ville/pont` });
    await ada.post('Sous l’article.', { article: '2026-pont' });
    const address = `${ORIGIN}/ville/pont/?utm_source=lettre`;

    expect((await world.readThread(encodeURIComponent(address))).thread).toMatchObject({ title: 'Le pont', article: { id: '2026-pont' } });
    const asked = encodeURIComponent([address, `${ORIGIN}/rien`, '2026-pont'].join());
    expect((await world.request('GET', `/api/v1/counts?site=courrier&articles=${asked}`)).body).toEqual({
      counts: { [address]: 1, [`${ORIGIN}/rien`]: 0, '2026-pont': 1 },
    });
    await ada.post('Par l’adresse.', { article: address });
    expect((await world.readThread('2026-pont')).thread.count).toBe(2);
  });

  test('an address that the site has not listed is refused, and nothing is kept', async () => {
    const answer = await put('pont', { url: 'https://copie.example/pont' });

    expect(answer).toMatchObject({ status: 422, body: { error: { fields: { url: expect.any(String) } } } });
    expect((await world.readThread()).thread.title).toBeNull();
  });

  test('a title that arrives while people read reaches them as a change', async () => {
    const ada = await world.person('ada');
    await ada.post('Bonjour.');
    await put('pont', {});

    expect((await world.readThread()).thread).toMatchObject({ seq: 2, title: 'Le pont' });
  });

  test('who may comment, and until when, is the article’s before the section’s', async () => {
    await put('pont', { audience: 'nobody' });
    expect((await world.readThread()).thread.writing).toEqual({ state: 'closed', since: null });

    await put('pont', { audience: null, closesAt: '2026-11-22T14:00:00+01:00' });
    expect((await world.readThread()).thread.writing).toEqual({ state: 'closed', since: '2026-11-22T13:00:00.000Z' });
  });

  test('an article that an import knew by its address alone is taken over, with its conversation', async () => {
    const ada = await world.person('ada');
    await ada.post('Venu d’ailleurs.', { article: '/pont' });
    await world.db.write(async (tx) => {
      const [article] = await tx.select({ id: tx.t.articles.id }).from(tx.t.articles);
      await tx.insert(tx.t.articleUrls).values({ siteId: world.site.id, url: 'courrier.test/pont', articleId: article!.id });
    });

    expect((await put('pont', {})).status).toBe(204);

    expect(await world.readThread('pont')).toMatchObject({ thread: { title: 'Le pont', count: 1 } });
    expect((await world.readThread('/pont')).thread.id).toBeNull();
  });

  describe('CM-15: an article goes where its tags say, if the site wants its articles in the forum', () => {
    let grace: Person;
    let listing: string;
    const space = (name: string, articleTags: string[]) => ({ slug: null, name, articleTags });
    beforeEach(async () => {
      grace = await world.person('grace', 'manager');
      const { version } = (await grace.desk<SpacesWire>('GET', '/api/v1/spaces')).body;
      await grace.desk('PUT', '/api/v1/spaces', { version, spaces: [space('Santé', ['Santé', 'hôpital']), space('Ville', ['travaux'])] });
      listing = '/s/sante';
    });
    const switchOn = async () => {
      const { version, settings } = (await grace.desk<SettingsWire>('GET', '/api/v1/settings')).body;
      await grace.desk('PUT', '/api/v1/settings', { version, settings: { ...settings, listArticles: true } });
    };
    const listed = async (path = listing) => (await world.request('GET', path)).text.includes('Le pont');

    test('off at first: whatever its tags, its conversation stays under it', async () => {
      await (await world.person('ada')).post('Bonjour.');
      await put('pont', { tags: ['santé'] });

      expect([await listed(), await listed('/')]).toEqual([false, false]);
    });

    test('a thread is opened in the space, and the first comment under the article is there too, of its surface', async () => {
      await switchOn();
      expect((await put('pont', { tags: ['sport', 'SANTE'] })).status).toBe(201);

      expect([await listed(), await listed('/'), await listed('/s/ville')]).toEqual([true, true, false]);
      await (await world.person('ada')).post('Depuis l’article.');
      const { thread, posts } = await world.readThread();
      expect(thread).toMatchObject({ surface: 'comments', count: 1, kind: 'article' });
      const page = await world.request('GET', '/a/pont');
      expect(page.text).toContain('href="/s/sante"');
      expect(page.text).toContain(`href="${ORIGIN}/pont"`);
      expect(page.text).toContain(posts[0]!.html);
    });

    test('a conversation that is there already is linked to the space; a moderator’s choice of another one stays', async () => {
      await switchOn();
      const ada = await world.person('ada');
      await ada.post('Avant les mots-clés.');
      await put('pont', { tags: ['travaux'] });
      expect(await listed('/s/ville')).toBe(true);

      await put('pont', { tags: ['hôpital'] });

      expect([await listed('/s/ville'), await listed()]).toEqual([true, false]);
      expect((await world.readThread()).thread.count).toBe(1);
    });

    test('before its hour nobody finds it, and an archived space takes none', async () => {
      await switchOn();
      const hour = new Date(world.now().getTime() + 3_600_000).toISOString();
      await put('pont', { tags: ['santé'], publishedAt: hour });
      expect(await listed()).toBe(false);

      world.pass(3_600_001);
      expect(await listed()).toBe(true);

      const { version, spaces } = (await grace.desk<SpacesWire>('GET', '/api/v1/spaces')).body;
      await grace.desk('PUT', '/api/v1/spaces', { version, spaces: spaces.map((one) => ({ ...one, archived: true })) });
      await put('gare', { tags: ['santé'], title: 'La gare' });
      expect((await world.request('GET', listing)).text).not.toContain('La gare');
    });

    test('too many tags, one too long, or a thread that is not the forum’s: nothing is kept', async () => {
      for (const wrong of [
        { tags: Array.from({ length: 51 }, String) },
        { tags: ['x'.repeat(101)] },
        { tags: [' '] },
        { threads: [uuidv7()] },
      ])
        expect((await put('pont', wrong)).status).toBe(422);

      expect((await world.readThread()).thread.title).toBeNull();
    });
  });

  describe('a topic and its articles', () => {
    let camille: Person;
    let topic: OpenedWire;
    beforeEach(async () => {
      camille = await world.person('camille', 'moderator');
      await world.db.write(
        async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'ville', name: 'Ville', position: 0 })),
      );
      const given = { site: 'courrier', space: 'ville', kind: 'discussion', title: 'Nos ponts', source: 'Parlons-en.', clientId: uuidv7() };
      topic = (await camille.send<OpenedWire>('POST', '/api/v1/threads', given)).body;
      await put('pont', {});
    });
    const link = (by: Person, article: string, method = 'PUT') =>
      by.desk<ErrorBody>(method, `/api/v1/threads/${topic.thread}/articles/${article}`);
    const topics = async () => (await world.readThread()).thread.topics?.map(({ title }) => title);

    test('each leads to the other, for several articles, until they are parted; who has either open asks again and sees it', async () => {
      await put('gare', { title: 'La gare', url: `${ORIGIN}/gare` });
      const first = await world.request('GET', '/api/v1/thread?site=courrier&article=pont');

      for (const article of ['pont', 'gare', 'pont']) expect((await link(camille, article)).status).toBe(204);

      const again = await world.request('GET', '/api/v1/thread?site=courrier&article=pont', undefined, {
        'if-none-match': first.headers.get('etag')!,
      });
      expect(again.status).toBe(200);
      expect(await topics()).toEqual(['Nos ponts']);
      const page = (await world.request('GET', new URL(topic.url).pathname)).text;
      for (const title of ['Le pont', 'La gare']) expect(page).toContain(`>${title}</a>`);
      expect((await world.request('GET', '/a/pont')).text).toContain(topic.url);

      expect((await link(camille, 'pont', 'DELETE')).status).toBe(204);
      expect(await topics()).toBeUndefined();
    });

    test('the newsroom’s system links them as it sends the article', async () => {
      await put('pont', { threads: [topic.thread] });
      await put('pont', {});

      expect(await topics()).toEqual(['Nos ponts']);
    });

    test('a topic taken down is named under no article any more', async () => {
      await link(camille, 'pont');
      await world.db.write(
        async (tx) => void (await tx.update(tx.t.threads).set({ lastAt: null }).where(eq(tx.t.threads.uid, topic.thread))),
      );

      expect(await topics()).toBeUndefined();
    });

    test('an article that nobody confirmed is linked to nothing; by its address, with a form alone', async () => {
      expect((await link(camille, 'inconnu')).body.error.fields).toHaveProperty('article');
      const send = (fields: Record<string, string>) =>
        world.request('POST', `/manage/${topic.thread}/articles`, new URLSearchParams(fields).toString(), {
          ...camille.asPage,
          'content-type': 'application/x-www-form-urlencoded',
        });

      expect((await send({ article: 'https://ailleurs.example/pont' })).status).toBe(422);
      expect((await send({ article: `${ORIGIN}/pont?utm=1` })).status).toBe(303);
      expect(await topics()).toEqual(['Nos ponts']);
      expect((await send({ drop: 'pont' })).status).toBe(303);
      expect(await topics()).toBeUndefined();
    });
  });
});
