import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { SearchPage } from '#server/search/wire.ts';
import { emptyMerged } from '#server/sites/merge-space.ts';
import type { SpaceSettings, SpacesWire } from '#server/sites/wire.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

type Given = Partial<SpaceSettings> & { slug?: string | null };
const space = (name: string, more: Given = {}) => ({ slug: null, name, ...more });

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
  });

  const read = async (by = grace) => (await by.desk<SpacesWire>('GET', '/api/v1/spaces')).body;
  /** Over what there is now. */
  const save = async (spaces: Given[]) =>
    grace.desk<SpacesWire & ErrorBody>('PUT', '/api/v1/spaces', { version: (await read()).version, spaces });
  const open = (by: Person, more: object = {}) =>
    by.send<OpenedWire & ErrorBody>('POST', '/api/v1/threads', {
      site: 'courrier',
      space: 'ville',
      kind: 'discussion',
      title: 'Une piste rue Haute',
      source: `Qui en voudrait ? ${uuidv7()}`,
      clientId: uuidv7(),
      ...more,
    });
  const reply = (by: Person, thread: string) =>
    by.send<PostAnswer & ErrorBody>('POST', '/api/v1/posts', { thread, parent: null, source: `Moi. ${uuidv7()}`, clientId: uuidv7() });
  const readThread = async (thread: string) => (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`)).body.thread;

  test('one that something is planned in stays', async () => {
    await save([space('Ville')]);
    const planned = { kind: 'discussion', title: 'Un marché ?', source: 'Pour ou contre.', space: 'ville', clientId: uuidv7() };
    await grace.desk('POST', '/api/v1/calendar', planned);

    const { status, body } = await save([]);

    expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, ['spaces']]);
  });

  test('spaces are made, renamed and put in order; their addresses last', async () => {
    const made = (await save([space('Vie du quartier'), space('École & Co'), space('Vie du quartier'), space('!?')])).body.spaces;
    const renamed = (
      await save([
        space('Les écoles', { slug: 'ecole-co' }),
        space('Le quartier', { slug: 'vie-du-quartier' }),
        space('!?', { slug: 'espace' }),
      ])
    ).body.spaces;

    expect(made.map(({ slug }) => slug)).toEqual(['vie-du-quartier', 'ecole-co', 'vie-du-quartier-2', 'espace']);
    expect(renamed.map(({ slug, name }) => [slug, name])).toEqual([
      ['ecole-co', 'Les écoles'],
      ['vie-du-quartier', 'Le quartier'],
      ['espace', '!?'],
    ]);
    expect((await world.request('GET', '/s/ecole-co')).text).toContain('Les écoles');
  });

  test('one that holds a thread, or limits a moderator, cannot be taken out: no thread goes with its space', async () => {
    const mona = await world.person('mona', 'moderator');
    await save([space('Ville'), space('Deux')]);
    await open(ada);
    await world.db.write(async (tx) => {
      const [two] = await tx.select().from(tx.t.spaces).where(eq(tx.t.spaces.slug, 'deux'));
      await tx.insert(tx.t.moderatorSpaces).values({ siteId: world.site.id, memberId: mona.member.id, spaceId: two!.id });
    });

    for (const left of ['ville', 'deux']) expect((await save([space(left, { slug: left })])).status).toBe(422);
    expect((await read()).spaces.map(({ slug, threads: n }) => [slug, n])).toEqual([
      ['ville', 1],
      ['deux', 0],
    ]);
  });

  test('somebody who did not see what another saved undoes nothing of it', async () => {
    const hal = await world.person('hal', 'manager');
    const { version } = await read(hal);
    await save([space('Un')]);
    const seen = (await read(hal)).version;
    await save([space('Un', { slug: 'un', moderation: 'before' })]);

    for (const late of [version, seen])
      expect((await hal.desk('PUT', '/api/v1/spaces', { version: late, spaces: [space('Deux')] })).status).toBe(409);
    expect((await read()).spaces).toMatchObject([{ name: 'Un', moderation: 'before' }]);
  });

  test('two titles may each have a space of one name', async () => {
    const gazette = await world.addSite('gazette', 'terrasse.gazette.test');
    const eve = await world.person('eve', 'manager', { at: gazette });
    await save([space('Le café')]);
    const there = { ...eve.asPage, host: gazette.host, origin: `http://${gazette.host}` };
    const { version } = (await world.request<SpacesWire>('GET', '/api/v1/spaces', undefined, there)).body;

    const { body } = await world.request<SpacesWire>('PUT', '/api/v1/spaces', { version, spaces: [space('Le café')] }, there);

    expect(body.spaces.map(({ slug }) => slug)).toEqual(['le-cafe']);
  });

  describe('in two levels', () => {
    test('a part is a part of the last space above it; the first is none of anything', async () => {
      await save([space('Ville'), space('Vélo', { inner: true }), space('Culture'), space('Scènes', { inner: true })]);

      expect((await read()).spaces.map(({ slug, inner }) => [slug, inner])).toEqual([
        ['ville', false],
        ['velo', true],
        ['culture', false],
        ['scenes', true],
      ]);
      expect((await world.request('GET', '/s/scenes')).text).toContain('<a href="/s/culture">Culture</a>');
      expect((await save([space('Seul', { inner: true })])).body.error.fields).toHaveProperty('spaces');
    });

    test('what a part leaves open, the space around it says: who answers, and what is read first', async () => {
      const sub = await world.person('sam', 'subscriber');
      const around = space('Ville', { audience: 'subscribers', moderation: 'before' });
      await save([around, space('Vélo', { inner: true }), space('Bus', { inner: true, audience: 'members', moderation: 'after' })]);

      const held = await open(sub, { space: 'velo' });
      const out = await open(sub, { space: 'bus' });

      expect(held.body.post.state).toBe('held');
      expect(out.body.post.state).toBe('published');
      expect((await open(ada, { space: 'velo' })).status).toBe(403);
      expect((await reply(ada, out.body.thread)).status).toBe(201);
      expect(await readThread(out.body.thread)).toMatchObject({ moderation: 'after', writing: { audience: 'members' } });
    });

    test('what the space around it screens, a part screens too', async () => {
      await save([space('Ville'), space('Vélo', { inner: true })]);
      const rule = { id: 'w', text: 'trottinette', match: 'word' as const, lang: null, effect: 'hold' as const };
      await world.db.write(
        async (tx) =>
          void (await tx
            .update(tx.t.spaces)
            .set({ screening: { words: [rule] } })
            .where(eq(tx.t.spaces.slug, 'ville'))),
      );

      const held = await open(ada, { space: 'velo', source: 'Et la trottinette ?' });
      const other = await open(ada, { space: 'velo', title: 'Des arceaux' });

      expect([held, other].map(({ body }) => body.post.state)).toEqual(['held', 'published']);
    });
  });

  test('who opens what is each space’s to say, and its own charter is shown there, cleaned', async () => {
    await save([space('Ville', { opens: 'staff', guidelines: 'On dit **sa rue**. <script>alert(1)</script>' })]);

    expect((await open(ada)).status).toBe(403);
    expect((await open(grace)).status).toBe(201);
    const page = (await world.request('GET', '/s/ville')).text;
    expect(page).toContain('On dit <strong>sa rue</strong>');
    expect(page).not.toContain('<script>alert');
  });

  test('an open page that asks again learns that its space has changed', async () => {
    await save([space('Ville')]);
    const { thread } = (await open(ada)).body;
    const first = await world.request('GET', `/api/v1/thread?thread=${thread}`);
    await save([space('Ville', { slug: 'ville', audience: 'subscribers' })]);

    const again = await world.request('GET', `/api/v1/thread?thread=${thread}`, undefined, { 'if-none-match': first.headers.get('etag')! });

    expect(again.status).toBe(200);
  });

  describe('archived', () => {
    test('it is read and found, and nobody writes there; its parts neither; opened again, they do', async () => {
      await save([space('Ville'), space('Vélo', { inner: true })]);
      const { thread } = (await open(ada, { space: 'velo' })).body;
      await save([space('Ville', { slug: 'ville', archived: true }), space('Vélo', { slug: 'velo', inner: true })]);

      expect((await open(ada, { space: 'velo' })).body.error.fields).toMatchObject({ space: expect.stringContaining('archivé') });
      expect((await reply(ada, thread)).body.error.code).toBe('thread_closed');
      expect((await readThread(thread)).writing.state).toBe('closed');
      const page = (await world.request('GET', '/s/velo')).text;
      expect(page).toContain('Une piste rue Haute');
      expect(page).toContain('archive');
      expect(page).not.toContain('/new?space');
      expect((await world.request('GET', '/')).text).not.toContain('href="/s/ville"');

      await save([space('Ville', { slug: 'ville' }), space('Vélo', { slug: 'velo', inner: true })]);
      expect((await reply(ada, thread)).status).toBe(201);
    });

    test('archived or taken out while somebody writes: a clear word, and nothing of what was typed is lost', async () => {
      await save([space('Ville'), space('Port')]);
      await save([space('Ville', { slug: 'ville', archived: true })]);
      const form = { kind: 'discussion', title: 'Une piste', source: 'Mon long texte.', tags: 'travaux', publish: '1', clientId: uuidv7() };

      for (const slug of ['ville', 'port']) {
        const page = await world.request('POST', '/new', new URLSearchParams({ ...form, space: slug }).toString(), {
          ...ada.asPage,
          'content-type': 'application/x-www-form-urlencoded',
        });

        expect(page.status).toBe(422);
        expect(page.text).toContain('votre texte est gardé');
        for (const typed of ['Une piste', 'Mon long texte.', 'travaux']) expect(page.text).toContain(typed);
      }
    });
  });

  describe('going into another one', () => {
    const NAMES: Record<string, string> = { ville: 'Ville', velo: 'Vélo', port: 'Port' };
    const merge = (slug: string, into: string, name = NAMES[slug] ?? slug) =>
      grace.desk<SpacesWire & ErrorBody>('PUT', `/api/v1/spaces/${slug}/merger`, { into, name });

    test('its address leads there, its threads follow, and search finds them there', async () => {
      await save([space('Ville'), space('Vélo', { articleTags: ['cyclisme'] })]);
      for (let n = 0; n < 25; n++) await open(ada, { space: 'velo', title: `Piste numéro ${n}` });
      await world.index();

      expect((await merge('velo', 'ville', 'Ville')).body.error.fields).toHaveProperty('name');
      expect((await merge('velo', 'ville')).status).toBe(200);
      const { event, facts } = world.db.read.t.securityLog;
      expect(await world.db.read.select({ event, facts }).from(world.db.read.t.securityLog)).toContainEqual({
        event: 'space.merged',
        facts: { space: 'Vélo', into: 'Ville', threads: 25 },
      });
      await emptyMerged(world.deps);
      await world.index();

      expect((await read()).spaces).toMatchObject([{ slug: 'ville', threads: 25, articleTags: ['cyclisme'] }]);
      const led = await world.request('GET', '/s/velo/top?cursor=x');
      expect([led.status, led.headers.get('location')]).toEqual([301, '/s/ville/top?cursor=x']);
      for (const name of ['ville', 'velo']) {
        const found = await world.request<SearchPage>('GET', `/api/v1/search?site=courrier&q=piste&space=${name}`);
        expect(found.body.results.length, name).toBeGreaterThan(0);
        expect(found.body.results.every(({ thread }) => thread.space?.slug === 'ville')).toBe(true);
      }
      expect((await open(ada, { space: 'velo' })).status).toBe(201);
      expect((await save([])).status).toBe(422);
    });

    test('whoever was limited to it moderates the other one', async () => {
      const mona = await world.person('mona', 'moderator');
      await save([space('Ville'), space('Vélo')]);
      const { thread } = (await open(ada, { space: 'velo' })).body;
      await grace.desk('PUT', `/api/v1/members/${mona.member.uid}/role`, { from: 'moderator', role: 'moderator', spaces: ['velo'] });

      await merge('velo', 'ville');
      await emptyMerged(world.deps);

      expect((await mona.desk('PUT', `/api/v1/threads/${thread}/closure`)).status).toBe(204);
      expect(world.events.filter(({ name }) => name === 'rights.changed')).toHaveLength(2);
    });

    test('not into itself, into none, nor while it has parts; twice is not twice', async () => {
      await save([space('Ville'), space('Vélo', { inner: true }), space('Port')]);

      for (const [slug, into] of [
        ['port', 'port'],
        ['port', 'mer'],
        ['ville', 'port'],
      ] as const)
        expect((await merge(slug, into)).body.error.fields, slug).toHaveProperty('into');
      expect((await merge('mer', 'port')).status).toBe(404);
      const both = await Promise.all([merge('velo', 'port'), merge('port', 'velo')]);
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    });
  });
});
