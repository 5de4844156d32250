import { beforeEach, expect, test } from 'vitest';
import type { DeskThreads } from '#server/desk/wire.ts';
import type { ThreadScreeningInput, ThreadScreeningWire } from '#server/moderation/wire.ts';
import { banned } from '#server/moderation/screening.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  let thread: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    grace = await world.person('grace', 'manager');
    ada = await world.person('ada');
    await ada.post('Bonjour.');
    thread = (await grace.desk<DeskThreads>('GET', '/api/v1/desk/threads')).body.threads[0]!.id;
  });
  const read = async () => (await grace.desk<ThreadScreeningWire>('GET', `/api/v1/threads/${thread}/screening`)).body;
  const save = (input: ThreadScreeningInput, by = grace) =>
    by.desk<ThreadScreeningWire & ErrorBody>('PUT', `/api/v1/threads/${thread}/screening`, input);

  test('a thread holds by words of its own, beside those around it, from the next post on', async () => {
    expect(await read()).toMatchObject({ screening: null, around: { words: 1, newcomerPosts: 0 } });
    const screening = { words: [banned('vendu')], maxLinks: 0 };

    expect((await save({ known: null, screening })).body).toMatchObject({ screening, around: { words: 1 } });

    const states = [];
    for (const text of ['Vendu !', 'Guignol !', 'Voir https://exemple.test/', 'Rien de tel.']) states.push((await ada.post(text)).state);
    expect(states).toEqual(['held', 'held', 'held', 'published']);
  });

  test('emptied, it follows what is around it', async () => {
    const screening = { words: [banned('vendu')] };
    await save({ known: null, screening });

    await save({ known: screening, screening: null });

    expect((await read()).screening).toBeNull();
    expect((await ada.post('Vendu !')).state).toBe('published');
  });

  test('of two who change it at once, the second is told, and nothing of the first is lost', async () => {
    const inputs = ['un', 'deux'].map((word) => ({ known: null, screening: { words: [banned(word)] } }));

    const answers = await Promise.all(inputs.map((input) => save(input)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const kept = answers.find(({ status }) => status === 200)!.body;
    expect((await read()).screening).toEqual(kept.screening);
  });

  test('what is wrong is said beside its field', async () => {
    const { status, body } = await save({ known: null, screening: { maxLinks: -1 } });

    expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, ['screening.maxLinks']]);
  });

  test('is the managers’ to change', async () => {
    const camille = await world.person('camille', 'moderator');

    expect((await save({ known: null, screening: null }, camille)).status).toBe(404);
  });
});
