import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { SearchPage } from '#server/search/wire.ts';
import type { SettingsWire } from '#server/sites/wire.ts';
import type { TagsWire, TagSuggestions } from '#server/tags/wire.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'ville', name: 'Ville', position: 0 })),
    );
  });

  const open = (tags: string[], more: object = {}, by = ada) =>
    by.send<OpenedWire & ErrorBody>('POST', '/api/v1/threads', {
      site: 'courrier',
      space: 'ville',
      kind: 'discussion',
      title: 'Une piste rue Haute',
      source: `Qui en voudrait ? ${uuidv7()}`,
      clientId: uuidv7(),
      tags,
      ...more,
    });
  const listed = async (q = '') => (await grace.desk<TagsWire>('GET', `/api/v1/tags?q=${encodeURIComponent(q)}`)).body;
  const drawn = async (q = '') =>
    (await listed(q)).tags.map(({ name, threads, synonyms }) => [name, threads, ...synonyms.map((one) => one.name)].join(' '));
  const suggested = async (q: string) =>
    (await world.request<TagSuggestions>('GET', `/api/v1/tags/suggestions?site=courrier&q=${encodeURIComponent(q)}`)).body.tags.map(
      ({ name }) => name,
    );
  const say = (method: string, path: string, body?: object) => grace.desk<ErrorBody>(method, `/api/v1/tags${path}`, body);
  const page = async (slug: string) => world.request('GET', `/tag/${slug}`);

  test('a tag is renamed: its old address leads on, whoever types the old name means it, and search finds both', async () => {
    await open(['commune:Lion']);
    await world.index();

    expect((await say('PUT', '/commune-lion', { name: 'commune:Lyon' })).status).toBe(204);
    await open(['Commune:lion'], { title: 'Une autre piste' });
    await world.index();

    expect(await drawn()).toEqual(['commune:Lyon 2 commune:Lion']);
    expect((await page('commune-lion')).headers.get('location')).toBe('/tag/commune-lyon');
    expect((await page('commune-lyon')).text).toContain('<h1>Lyon</h1>');
    for (const tag of ['commune:Lion', 'commune:Lyon']) {
      const found = await world.request<SearchPage>('GET', `/api/v1/search?site=courrier&q=piste&tag=${encodeURIComponent(tag)}`);
      expect(found.body.results, tag).toHaveLength(2);
    }
    expect((await say('PUT', '/commune-lyon', { name: 'commune:Lion' })).status).toBe(204);
    expect(await drawn()).toEqual(['commune:Lion 2 commune:Lyon']);
  });

  test('a tag goes into another one: its conversations have that one, once; not into itself, nor two into each other', async () => {
    await open(['vélo', 'cyclisme']);
    await open(['bicyclette'], { title: 'Des arceaux' });
    await say('POST', '/cyclisme/synonyms', { name: 'deux-roues' });

    for (const [slug, into] of [
      ['cyclisme', 'cyclisme'],
      ['cyclisme', 'deux-roues'],
      ['cyclisme', 'rien'],
    ] as const)
      expect((await say('PUT', `/${slug}/merger`, { into, name: 'cyclisme' })).body.error.fields, into).toHaveProperty('into');
    expect((await say('PUT', '/cyclisme/merger', { into: 'vélo', name: 'vélo' })).body.error.fields).toHaveProperty('name');
    const both = await Promise.all([
      say('PUT', '/cyclisme/merger', { into: 'vélo', name: 'cyclisme' }),
      say('PUT', '/velo/merger', { into: 'cyclisme', name: 'vélo' }),
    ]);
    const left = (await listed()).tags.find(({ slug }) => slug !== 'bicyclette')!.slug;
    await say('PUT', '/bicyclette/merger', { into: left, name: 'bicyclette' });

    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 422]);
    const { tags } = await listed();
    expect(tags).toMatchObject([{ threads: 2 }]);
    expect(tags[0]!.synonyms).toHaveLength(3);
    expect((await page('deux-roues')).headers.get('location')).toBe(`/tag/${left}`);
    expect((await say('PUT', '/bicyclette/merger', { into: left, name: 'bicyclette' })).status).toBe(404);
  });

  test('a name that another one has is refused; taken away, no conversation has it, and none is lost', async () => {
    const { thread } = (await open(['travaux', 'vélo'])).body;
    await say('POST', '/travaux/synonyms', { name: 'chantier' });

    for (const known of ['velo', 'chantier', 'Travaux ']) {
      expect((await say('POST', '', { name: known })).body.error.fields, known).toHaveProperty('name');
      if (known === 'velo') expect((await say('PUT', '/travaux', { name: known })).status).toBe(422);
    }
    const gone = [];
    for (const slug of ['chantier', 'travaux', 'travaux']) gone.push((await say('DELETE', `/${slug}`)).status);
    expect(gone).toEqual([204, 204, 404]);

    expect(await drawn()).toEqual(['vélo 1']);
    expect((await page('travaux')).status).toBe(404);
    expect((await world.request('GET', `/api/v1/thread?thread=${thread}`)).status).toBe(200);
  });

  describe('what readers see', () => {
    test('they are suggested as one types, by key, value or another way of writing; never what only a held conversation bears', async () => {
      await open(['commune:Lyon', 'communication']);
      await open(['commentaire-secret'], { source: 'Guignol !' });
      await say('POST', '', { name: 'commune:Vide' });
      await say('POST', '/commune-lyon/synonyms', { name: 'Lugdunum' });

      expect(await suggested('comm')).toEqual(['commune:Lyon', 'communication']);
      expect(await suggested('lyo')).toEqual(['commune:Lyon']);
      expect(await suggested('lugd')).toEqual(['commune:Lyon']);
      expect(await suggested('%')).toEqual([]);
      expect((await page('commentaire-secret')).status).toBe(404);
      expect((await world.request('GET', '/tag/commentaire-secret/feed.json')).status).toBe(404);
      expect(await drawn('secret')).toEqual(['commentaire-secret 1']);
    });

    test('a word of a tag is looked at like those of the text', async () => {
      expect((await open(['guignol'])).body.post.state).toBe('held');
    });
  });

  describe('what can be typed', () => {
    test('six of sixty characters, each once; letters of another alphabet that pass for ours make no other tag', async () => {
      await open(['travaux']);
      await open(['tr\u0430vaux', 'Travaux', 'tra\u200bvaux'], { title: 'Encore des travaux' });

      expect(await drawn()).toEqual(['travaux 2']);
      for (const wrong of [['???'], ['x'.repeat(61)], ['a😀'.repeat(31)], Array.from('abcdefg')])
        expect((await open(wrong)).status).toBe(422);
    });

    test('where the newsroom keeps the list, members choose from it', async () => {
      await say('POST', '', { name: 'travaux' });
      const { version, settings } = (await grace.desk<SettingsWire>('GET', '/api/v1/settings')).body;
      await grace.desk('PUT', '/api/v1/settings', { version, settings: { ...settings, tagsBy: 'staff' } });

      const refused = await open(['travaux', 'inventée']);

      expect(refused.body.error.fields!.tags).toContain('inventée');
      expect((await open(['Travaux'])).status).toBe(201);
      expect((await open(['inventée'], { title: 'Du journal' }, grace)).status).toBe(201);
      expect(await drawn()).toEqual(['inventée 1', 'travaux 1']);
    });
  });
});
