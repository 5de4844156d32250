import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { findSiteByKey } from '#server/sites/queries.ts';
import type { PublisherWire, SettingsWire, SitesWire } from '#server/sites/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type Person, type World } from '../../support/world.ts';

const said = {
  name: 'Le Courrier SAS',
  registration: 'RCS Brest 123 456 789',
  address: '1, quai du Canal\n29000 Saint-Aubin',
  phone: '02 98 00 00 00',
  email: 'courrier@example.test',
  director: 'Hélène Marchand',
  hostName: 'Hébergeur SA',
  hostAddress: '2, rue des Serveurs, Rennes',
  hostPhone: '02 99 00 00 00',
};

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
  });

  const read = async () => (await grace.desk<PublisherWire>('GET', '/api/v1/publisher')).body;
  const say = async (change: object) => {
    const { version, publisher } = await read();
    return grace.desk<PublisherWire & ErrorBody>('PUT', '/api/v1/publisher', { version, publisher: { ...publisher, ...change } });
  };
  const open = (wanted: boolean, by = grace) => by.desk<PublisherWire & ErrorBody>('PUT', '/api/v1/opening', { open: wanted });
  const shut = async (state: 'draft' | 'paused') => {
    const { sites } = world.db.read.t;
    const { settings } = (await findSiteByKey(world.db.read, 'courrier'))!;
    await world.db.write(
      async (tx) =>
        void (await tx
          .update(sites)
          .set({ settings: { ...settings, state } })
          .where(eq(sites.key, 'courrier'))),
    );
  };
  const embed = (headers = {}) =>
    world.request<ErrorBody>('GET', '/api/v1/thread?site=courrier&article=pont', undefined, { origin: ORIGIN, ...headers });

  test('a site that was there before is open, whatever it has said; its legal notice says what it did', async () => {
    expect((await read()).state).toBe('live');
    expect((await world.request('GET', '/')).status).toBe(200);
    expect((await world.request('GET', '/legal')).text).toContain('ne les a pas encore écrites');

    await say(said);
    const legal = (await world.request('GET', '/legal')).text;

    for (const words of ['Le Courrier SAS', 'RCS Brest', 'Hélène Marchand', 'Hébergeur SA', 'courrier@example.test'])
      expect(legal).toContain(words);
    expect(legal).not.toContain('CPPAP');
    expect((await world.request('GET', '/')).text).toContain('href="/legal"');
    expect((await world.request('GET', '/about?lang=en')).text).toContain('no cookie');
  });

  test('what a publisher types is text, never a tag', async () => {
    await say({ ...said, name: '<script>alert(1)</script>', about: 'Un\n\n<b>deux</b>' });

    for (const path of ['/legal', '/about']) expect((await world.request('GET', path)).text).not.toMatch(/<script>alert|<b>deux/);
  });

  test('points of contact are also for machines', async () => {
    await say({ ...said, authorities: 'dsa@example.test' });

    const { body } = await world.request<object>('GET', '/.well-known/dsa.json');

    expect(body).toMatchObject({
      authorities: { email: 'dsa@example.test' },
      recipients: { email: 'courrier@example.test' },
      terms: expect.stringContaining('/charter'),
    });
  });

  test('a new title is its newsroom’s alone until the law’s fields are said, and somebody opens it', async () => {
    const olga = await world.person('olga', 'admin', { owner: true });
    const made = { key: 'gazette', host: 'gazette.test', name: 'La Gazette', locale: 'fr', timeZone: 'Europe/Paris', origins: [ORIGIN] };
    await olga.desk<SitesWire>('POST', '/api/v1/sites', made);
    const there = (method: string, path: string, body?: unknown, headers = {}) =>
      world.request<PublisherWire & ErrorBody>(method, path, body, { host: 'gazette.test', ...headers });
    const asOlga = { ...olga.asPage, origin: 'http://gazette.test' };
    const desk = (method: string, path: string, body?: unknown) => there(method, `/api/v1${path}`, body, asOlga);

    expect((await there('GET', '/', undefined, { accept: 'text/html' })).status).toBe(403);
    expect((await there('GET', '/', undefined, { accept: 'text/html' })).text).toContain('pas encore ouvert');
    expect((await there('GET', '/signin')).status).toBe(200);
    expect((await there('GET', '/', undefined, asOlga)).status).toBe(200);

    const refused = await desk('PUT', '/opening', { open: true });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.error.fields!)).toEqual(expect.arrayContaining(['publisher.name', 'publisher.hostPhone']));
    const { version, publisher, missing } = (await desk('GET', '/publisher')).body;
    expect(missing).toContain('director');
    await desk('PUT', '/publisher', { version, publisher: { ...publisher, ...said } });
    expect((await desk('PUT', '/opening', { open: true })).body.state).toBe('live');

    expect((await there('GET', '/')).status).toBe(200);
  });

  test('while it is shut, an embed says so in a word; nothing is read, written, searched or joined by readers', async () => {
    const { post } = { post: await ada.post('Bonjour.') };
    for (const [state, code, status] of [
      ['draft', 'not_open', 403],
      ['paused', 'paused', 503],
    ] as const) {
      await shut(state);

      const answer = await embed();
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      for (const path of [`/t/${post.id}`, `/p/${post.id}`, '/search?q=bonjour', '/new', '/members/x', '/notices/new?post=' + post.id])
        expect((await world.request('GET', path)).status, path).toBe(status);
      expect((await world.request('GET', '/embed/thread?site=courrier&article=pont')).status).toBe(status);
      expect((await world.request('GET', '/api/v1/search?site=courrier&q=bonjour')).status).toBe(status);
      expect(
        (
          await ada.send('POST', '/api/v1/posts', {
            site: 'courrier',
            article: 'pont',
            parent: null,
            clientId: post.id,
            source: 'Encore.',
          })
        ).status,
      ).toBe(status);
      for (const [method, path, body] of [
        ['PUT', `/api/v1/posts/${post.id}/reactions/merci`],
        ['PATCH', `/api/v1/posts/${post.id}`, { source: 'Bonsoir.', revision: 1 }],
        ['PUT', `/api/v1/kept-answers/${post.id}`],
        ['POST', '/api/v1/media?site=courrier', {}],
        ['GET', '/api/v1/handles?site=courrier&article=pont&begun=a'],
      ] as const)
        expect((await ada.send(method, path, body)).status, path).toBe(status);
      for (const path of ['/charter', '/legal', '/about', '/signin', '/.well-known/dsa.json'])
        expect((await world.request('GET', path)).status, path).toBe(200);
      const staff = await grace.send('GET', '/api/v1/thread?site=courrier&article=pont');
      expect(staff.status).toBe(200);
    }
  });

  test('an open site keeps what the law wants said', async () => {
    await say(said);

    const refused = await say({ director: '' });

    expect(refused.status).toBe(422);
    expect(refused.body.error.fields).toHaveProperty(['publisher.director']);
    expect((await say({ editor: 'Yann Le Goff' })).status).toBe(200);
    expect((await say({ form: 'association', registration: '' })).status).toBe(200);
  });

  test('it pauses and opens again; twice is once, and both are in the log', async () => {
    await say(said);
    for (const wanted of [false, false, true, true]) expect((await open(wanted)).status).toBe(200);

    const { securityLog } = world.db.read.t;
    const rows = await world.db.read.select().from(securityLog).orderBy(securityLog.id);
    expect(rows.map(({ event }) => event).filter((event) => event.startsWith('site.'))).toEqual(['site.paused', 'site.opened']);
    expect((await embed()).status).toBe(200);
  });

  test('of two who save at once, one is told; other settings stay as they were', async () => {
    const { version, publisher } = await read();
    const both = await Promise.all(
      ['Un', 'Deux'].map((name) => grace.desk('PUT', '/api/v1/publisher', { version, publisher: { ...publisher, name } })),
    );

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const settings = (await grace.desk<SettingsWire>('GET', '/api/v1/settings')).body;
    await grace.desk('PUT', '/api/v1/settings', { ...settings, settings: { ...settings.settings, forumName: 'Le Forum' } });
    expect((await read()).publisher.name).toMatch(/^(Un|Deux)$/);
  });

  test('an address that is none, and a text that is a book, are refused beside their fields', async () => {
    const { body } = await say({ email: 'courrier@', about: 'a'.repeat(4001) });

    expect(Object.keys(body.error.fields!)).toEqual(['publisher.email', 'publisher.about']);
  });
});
