import { beforeEach, expect, test } from 'vitest';
import { makeToken } from '#server/sites/tokens.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type World } from '../../support/world.ts';

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
});
