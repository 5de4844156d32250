import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { SpacesInput, SpacesWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

const space = (name: string, slug: string | null = null) => ({ slug, name, description: '' });

onBothDatabases((engine) => {
  test('spaces are made, renamed and put in order; their addresses last', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const save = async (input: SpacesInput) => (await grace.desk<SpacesWire>('PUT', '/api/v1/spaces', input)).body.spaces;

    const made = await save({ known: [], spaces: [space('Vie du quartier'), space('École & Co'), space('Vie du quartier'), space('!?')] });
    const slugs = made.map(({ slug }) => slug);
    const renamed = await save({
      known: slugs,
      spaces: [space('Les écoles', 'ecole-co'), space('Le quartier', 'vie-du-quartier'), space('!?', 'espace')],
    });

    expect(slugs).toEqual(['vie-du-quartier', 'ecole-co', 'vie-du-quartier-2', 'espace']);
    expect(renamed.map(({ slug, name }) => [slug, name])).toEqual([
      ['ecole-co', 'Les écoles'],
      ['vie-du-quartier', 'Le quartier'],
      ['espace', '!?'],
    ]);
    expect((await world.request('GET', '/s/ecole-co')).text).toContain('Les écoles');
  });

  test('one that holds a thread, or limits a moderator, cannot be taken out', async () => {
    const world = await createWorld(engine);
    const [grace, mona] = [await world.person('grace', 'manager'), await world.person('mona', 'moderator')];
    await grace.desk('PUT', '/api/v1/spaces', { known: [], spaces: [space('Un'), space('Deux')] });
    const { spaces, threads, moderatorSpaces } = world.db.read.t;
    const [one, two] = await world.db.read.select().from(spaces).where(eq(spaces.siteId, world.site.id)).orderBy(spaces.position);
    const at = world.now();
    await world.db.write(async (tx) => {
      await tx
        .insert(threads)
        .values({ uid: 'u1', siteId: world.site.id, kind: 'discussion', spaceId: one!.id, title: 'T', createdAt: at });
      await tx.insert(moderatorSpaces).values({ siteId: world.site.id, memberId: mona.member.id, spaceId: two!.id });
    });

    const known = ['un', 'deux'];
    for (const left of ['un', 'deux'])
      expect((await grace.desk('PUT', '/api/v1/spaces', { known, spaces: [space(left, left)] })).status).toBe(422);
    expect((await grace.desk<SpacesWire>('GET', '/api/v1/spaces')).body.spaces.map(({ slug, threads: n }) => [slug, n])).toEqual([
      ['un', 1],
      ['deux', 0],
    ]);
  });

  test('somebody who did not see another’s new space takes nothing away', async () => {
    const world = await createWorld(engine);
    const [grace, hal] = [await world.person('grace', 'manager'), await world.person('hal', 'manager')];
    await grace.desk('PUT', '/api/v1/spaces', { known: [], spaces: [space('Un')] });

    const late = await hal.desk('PUT', '/api/v1/spaces', { known: [], spaces: [space('Deux')] });

    expect(late.status).toBe(409);
    expect((await grace.desk<SpacesWire>('GET', '/api/v1/spaces')).body.spaces.map(({ name }) => name)).toEqual(['Un']);
  });

  test('two titles may each have a space of one name', async () => {
    const world = await createWorld(engine);
    const gazette = await world.addSite('gazette', 'terrasse.gazette.test');
    const [grace, eve] = [await world.person('grace', 'manager'), await world.person('eve', 'manager', { at: gazette })];
    await grace.desk('PUT', '/api/v1/spaces', { known: [], spaces: [space('Le café')] });
    const there = { ...eve.asPage, host: gazette.host, origin: `http://${gazette.host}` };

    const { body } = await world.request<SpacesWire>('PUT', '/api/v1/spaces', { known: [], spaces: [space('Le café')] }, there);

    expect(body.spaces.map(({ slug }) => slug)).toEqual(['le-cafe']);
  });
});
