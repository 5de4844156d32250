import { beforeEach, expect, test } from 'vitest';
import { purgeDrafts } from '#server/drafts/queries.ts';
import type { DraftsWire, DraftTaken, KeptDraft } from '#server/drafts/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const HERE = 'site=courrier&article=pont';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  const keep = (source: string, version: number, name = 'new', who = ada, where = HERE) =>
    who.send<KeptDraft>('PUT', `/api/v1/drafts/${name}?${where}`, { source, version });
  const list = async (who = ada, where = HERE) =>
    (await who.desk<DraftsWire>('GET', `/api/v1/drafts?${where}`)).body.drafts.map(({ name, source, version }) => [name, source, version]);

  test('what is typed here is found there: by the same person, in the same conversation', async () => {
    const post = await ada.post('Bonjour.');
    expect((await keep('Les platanes', 0)).body).toEqual({ version: 1 });
    expect((await keep('Les platanes tombent', 1)).body).toEqual({ version: 2 });
    await keep('Vraiment\u00a0?', 0, `reply:${post.id}`);

    expect(await list()).toEqual([
      ['new', 'Les platanes tombent', 2],
      [`reply:${post.id}`, 'Vraiment\u00a0?', 1],
    ]);
    expect(await list(ada, 'site=courrier&article=po')).toEqual([]);
    expect(await list(await world.person('linus'))).toEqual([]);
    expect((await world.request('GET', `/api/v1/drafts?${HERE}`)).status).toBe(401);
  });

  test('two devices at once: the second is told what stands there, and nothing is overwritten', async () => {
    await keep('Ici', 0);
    await keep('Ici, encore', 1);

    const late = await ada.send<ErrorBody>('PUT', `/api/v1/drafts/new?${HERE}`, { source: 'Ailleurs', version: 1 });

    expect(late.status).toBe(409);
    expect(late.body.error.code).toBe('taken');
    expect((late.body.error.details as DraftTaken).draft).toMatchObject({ name: 'new', source: 'Ici, encore', version: 2 });
    expect((await keep('Ici, encore', 0)).body).toEqual({ version: 2 });
  });

  test('many at once make one draft', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((source) => keep(source, 0)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(await list()).toHaveLength(1);
  });

  test('sent or given up, it goes; what was kept elsewhere since stays', async () => {
    await keep('Ici', 0);
    await keep('Ici, encore', 1);

    await ada.send('DELETE', `/api/v1/drafts/new?${HERE}&version=1`);
    expect(await list()).toHaveLength(1);
    await ada.send('DELETE', `/api/v1/drafts/new?${HERE}&version=2`);

    expect(await list()).toEqual([]);
  });

  test('a draft that is none, or nowhere, is refused; after ninety days nobody takes it up', async () => {
    expect((await keep('  ', 0)).status).toBe(422);
    expect((await keep('x'.repeat(10_001), 0)).status).toBe(422);
    expect((await keep('Bonjour', 0, 'send:1')).status).toBe(422);
    expect((await keep('Bonjour', 0, 'new', ada, 'site=nulle-part&article=pont')).status).toBe(404);
    expect((await keep('Bonjour', 0, 'new', ada, 'site=courrier')).status).toBe(422);

    await keep('Bonjour', 0);
    await purgeDrafts(world.db, new Date(world.now().getTime() + 91 * 86_400_000));

    expect(await list()).toEqual([]);
  });
});
