import { expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, OWN } from '../../support/world.ts';

onBothDatabases((engine) => {
  test('whoever has a list open hears of each conversation that readers find from now on, in its space, and of no held one', async () => {
    const world = await createWorld(engine);
    const [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
    await world.db.write(async (tx) => {
      const row = { siteId: world.site.id, position: 0 };
      const [town] = await tx
        .insert(tx.t.spaces)
        .values({ ...row, slug: 'ville', name: 'Ville' })
        .returning({ id: tx.t.spaces.id });
      await tx.insert(tx.t.spaces).values({ ...row, slug: 'velo', name: 'Vélo', parentId: town!.id });
    });
    const open = async (source: string) =>
      (
        await ada.send<OpenedWire>('POST', '/api/v1/threads', {
          site: 'courrier',
          space: 'velo',
          kind: 'discussion',
          title: 'Une piste rue Haute',
          source,
          clientId: uuidv7(),
        })
      ).body;
    const { connect } = await listen(world);
    const { heard, ask } = await connect({ origin: OWN });

    expect(await ask('forum')).toEqual({ seq: 0 });
    await open('Guignol !');
    const first = await open('Qui en voudrait ?');
    await camille.send('POST', '/api/v1/posts', { thread: first.thread, parent: null, source: 'Moi.', clientId: uuidv7() });
    const last = await open('Et qui n’en voudrait pas ?');
    const opened = () => heard.filter(({ name }) => name === 'opened').map(({ data }) => data as { thread: string; spaces: string[] });
    await until('the last one', () => opened().some(({ thread }) => thread === last.thread));

    expect(opened().map(({ thread }) => thread)).toEqual([first.thread, last.thread]);
    expect(opened()[0]!.spaces.toSorted()).toEqual(['velo', 'ville']);
  });
});
