// CM-35: how the newsroom speaks as the brand: written by managers, every version kept, at hand for whoever writes, and nobody else's to read.
import { beforeEach, expect, test } from 'vitest';
import type { PositioningInput, PositioningVersion, PositioningWire } from '#server/positioning/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const PATH = '/api/v1/positioning';
const bridge = { about: 'Le pont', say: 'Il rouvre en mars, la mairie l’a écrit.' };

onBothDatabases((engine) => {
  let world: World;
  let maud: Person;
  let jules: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    maud = await world.person('maud', 'manager');
    jules = await world.person('jules', 'journalist');
  });

  const save = (input: Partial<PositioningInput>, who = maud) =>
    who.desk<PositioningWire>('PUT', PATH, { version: 0, tone: 'Vous, toujours.', points: [], ...input });
  const read = async (who = jules) => (await who.desk<PositioningWire>('GET', PATH)).body;
  const version = async (n: number) => (await jules.desk<PositioningVersion>('GET', `${PATH}/versions/${n}`)).body;

  test('CM-35: the tone and the talking points stand beside the charter that is in force, for all of the newsroom', async () => {
    await save({ points: [bridge] });

    expect(await read()).toMatchObject({
      version: 1,
      tone: 'Vous, toujours.',
      points: [bridge],
      by: 'maud',
      at: world.now().toISOString(),
    });
    expect((await read()).charter).toMatchObject({ version: 1, rules: [{ number: 1, title: 'Courtoisie' }, {}, {}, {}] });
    const page = await world.request('GET', '/positioning', undefined, { accept: 'text/html', ...jules.asPage });
    expect(page.text).toContain('Il rouvre en mars');
  });

  test('CM-35: a change is a new version with who and when; the one before is as it was', async () => {
    await save({ points: [bridge] });
    const first = await version(1);
    world.pass(60_000);
    const nora = await world.person('nora', 'manager');

    await save({ version: 1, tone: 'Vous, toujours. Jamais de jargon.' }, nora);

    expect((await read()).versions.map(({ version: n, by }) => [n, by])).toEqual([
      [2, 'nora'],
      [1, 'maud'],
    ]);
    expect(await version(1)).toEqual(first);
    expect(await version(2)).toMatchObject({ tone: 'Vous, toujours. Jamais de jargon.', points: [], at: world.now().toISOString() });
  });

  test('CM-35: of two who save at once one is told that somebody was sooner; unchanged it is no version', async () => {
    const answers = await Promise.all([save({ tone: 'Un.' }), save({ tone: 'Deux.' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { tone, points } = await read();

    await save({ version: 1, tone, points });

    expect((await read()).versions).toHaveLength(1);
  });

  test('CM-35: a new charter shows there at once: it has no copy', async () => {
    await save({});
    await maud.desk('PUT', '/api/v1/charter', { version: 1, rules: [{ title: 'Se relire', body: '' }] });

    expect((await read()).charter).toMatchObject({ version: 2, rules: [{ number: 1, title: 'Se relire' }] });
  });

  test('CM-35: a moderator writes none, a reader reads none, nobody has it in an embed', async () => {
    await save({ tone: 'Zibelinette.' });
    const [paul, ada] = [await world.person('paul', 'moderator'), await world.person('ada')];

    expect((await save({ version: 1 }, paul)).status).toBe(404);
    expect((await ada.desk('GET', PATH)).status).toBe(404);
    expect((await maud.send('GET', PATH)).status).toBe(404);
    expect((await world.request('GET', '/positioning', undefined, { accept: 'text/html', ...ada.asPage })).text).not.toContain(
      'Zibelinette',
    );
  });

  test('CM-35: what it is about and what is said of it are both needed, each told beside its field', async () => {
    const { status, body } = await save({ points: [{ about: '', say: 'Rien.' }] });

    expect([status, Object.keys((body as unknown as { error: { fields: object } }).error.fields)]).toEqual([422, ['points.0.about']]);
  });
});
