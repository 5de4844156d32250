import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { CharterWire, NewSite, SitesWire } from '#server/sites/wire.ts';
import { findSiteByKey } from '#server/sites/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

const gazette: NewSite = {
  key: 'gazette',
  host: 'Terrasse.Gazette.test:80',
  name: 'The Gazette',
  locale: 'en',
  timeZone: 'America/Toronto',
  origins: ['https://www.gazette.test'],
};

onBothDatabases((engine) => {
  test('the owner makes another title, which has a charter in its language from the first day', async () => {
    const world = await createWorld(engine);
    const olga = await world.person('olga', 'admin', { owner: true });

    const { status, body } = await olga.desk<SitesWire>('POST', '/api/v1/sites', gazette);

    expect(status).toBe(201);
    expect(body.sites.map(({ key, host, url, members }) => [key, host, url, members])).toEqual([
      ['courrier', 'terrasse.courrier.test', 'http://terrasse.courrier.test', 1],
      ['gazette', 'terrasse.gazette.test', 'http://terrasse.gazette.test', 0],
    ]);
    const charter = await world.request<CharterWire>('GET', '/api/v1/charter', undefined, { host: 'terrasse.gazette.test' });
    expect(charter.body.rules[0]!.title).toBe('Discuss ideas, not people');
    const site = (await findSiteByKey(world.db.read, 'gazette'))!;
    expect(site).toMatchObject({ timeZone: 'America/Toronto', origins: ['https://www.gazette.test'], settings: { locale: 'en' } });
  });

  test('a comment can be refused there at once', async () => {
    const world = await createWorld(engine);
    const olga = await world.person('olga', 'admin', { owner: true });
    await olga.desk('POST', '/api/v1/sites', { ...gazette, origins: ['https://www.courrier.test'] });
    const there = (await findSiteByKey(world.db.read, 'gazette'))!;
    const { state: _, ...settings } = there.settings;
    await world.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings }).where(eq(tx.t.sites.id, there.id))));
    const ada = await world.person('ada', 'member', { at: there });
    await ada.post('First comment.');
    const page = { ...olga.asPage, host: there.host, origin: `http://${there.host}` };
    const { body } = await world.request<{ cases: { id: string; version: number }[] }>('GET', '/api/v1/cases?lane=all', undefined, page);

    const decision = { version: 1, revision: 1, verdict: 'reject', rule: 1 };
    const { status } = await world.request('POST', `/api/v1/cases/${body.cases[0]!.id}/decisions`, decision, page);

    expect(status).toBe(200);
  });

  test('a key or a host that is another’s, and what is no host, are refused, each beside its field', async () => {
    const world = await createWorld(engine);
    const olga = await world.person('olga', 'admin', { owner: true });
    const make = (change: Partial<NewSite>) =>
      olga.desk<{ error: { fields: Record<string, string> } }>('POST', '/api/v1/sites', { ...gazette, ...change });

    expect((await make({ key: 'courrier' })).body.error.fields).toEqual({ key: expect.stringContaining('clé') as string });
    expect((await make({ host: 'TERRASSE.courrier.test' })).body.error.fields).toHaveProperty('host');
    for (const host of ['', 'a b', 'x/y', 'user@host', 'host:99999', '-x', 'é.test', 'http://x'])
      expect(await make({ host }), host).toMatchObject({
        status: 422,
        body: { error: { fields: { host: expect.stringMatching(/nom d’hôte|nécessaire/i) as string } } },
      });
    expect((await make({ timeZone: 'Mars/Olympus' })).body.error.fields).toHaveProperty('timeZone');
    expect((await olga.desk<SitesWire>('GET', '/api/v1/sites')).body.sites).toHaveLength(1);
  });

  test('of two at once with one host, one is made', async () => {
    const world = await createWorld(engine);
    const olga = await world.person('olga', 'admin', { owner: true });

    const both = await Promise.all(['gazette', 'depeche'].map((key) => olga.desk('POST', '/api/v1/sites', { ...gazette, key })));

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });

  test('a site moves to another host, and is found there', async () => {
    const world = await createWorld(engine);
    const olga = await world.person('olga', 'admin', { owner: true });
    await olga.desk('POST', '/api/v1/sites', gazette);
    const move = (key: string, host: string) => olga.desk<SitesWire>('PUT', `/api/v1/sites/${key}/host`, { host });

    expect((await move('gazette', 'forum.gazette.test')).body.sites[1]!.host).toBe('forum.gazette.test');
    expect((await move('gazette', 'terrasse.courrier.test')).status).toBe(422);
    expect((await move('nobody', 'forum.nobody.test')).status).toBe(404);

    const charter = (host: string) => world.request('GET', '/api/v1/charter', undefined, { host });
    expect((await charter('forum.gazette.test')).status).toBe(200);
    expect((await charter('terrasse.gazette.test')).status).toBe(404);
    const { securityLog } = world.db.read.t;
    const events = (await world.db.read.select().from(securityLog)).map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(['site.made', 'site.moved']));
  });

  test('for an admin of a site there is no such thing', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'admin');

    expect((await grace.desk('GET', '/api/v1/sites')).status).toBe(404);
    expect((await grace.desk('POST', '/api/v1/sites', gazette)).status).toBe(404);
    expect((await grace.desk('PUT', '/api/v1/sites/courrier/host', { host: 'evil.test' })).status).toBe(404);
  });
});
