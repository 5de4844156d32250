import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { NearThread } from '#server/search/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { addThreads } from '../../support/threads.ts';
import { createWorld, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  const similar = async (world: World, title: string): Promise<string[]> => {
    await world.index();
    const { body } = await world.request<{ threads: NearThread[] }>(
      'GET',
      `/api/v1/threads/similar?site=courrier&title=${encodeURIComponent(title)}`,
    );
    return body.threads.map((thread) => thread.title);
  };

  test('a title that is typed finds the threads that are about the same, the nearest first', async () => {
    const world = await createWorld(engine);
    await addThreads(world, 'Pompe de relevage : laquelle tient dix ans ?', 'Quelle pompe pour le puits', 'Le marché du samedi');

    expect(await similar(world, 'Pompes de relevage, lesquelles ?')).toEqual([
      'Pompe de relevage : laquelle tient dix ans ?',
      'Quelle pompe pour le puits',
    ]);
    expect(await similar(world, 'le la les')).toEqual([]);
    expect(await similar(world, '" * OR')).toEqual([]);
  });

  test('a thread that not everybody may read yet is not told of', async () => {
    const world = await createWorld(engine);
    const [uid] = await addThreads(world, 'Pompe de relevage');
    const { threads } = world.db.read.t;
    const opensAt = new Date(world.now().getTime() + 60_000);
    await world.db.write(async (tx) => void (await tx.update(threads).set({ opensAt }).where(eq(threads.uid, uid!))));

    expect(await similar(world, 'Une pompe de relevage')).toEqual([]);
    world.pass(60_000);
    expect(await similar(world, 'Une pompe de relevage')).toEqual(['Pompe de relevage']);
  });

  test('beside a thread stand those that are about the same', async () => {
    const world = await createWorld(engine);
    const [uid] = await addThreads(world, 'Pompe de relevage', 'Ma pompe de relevage fuit', 'Le marché du samedi');
    await world.index();

    const { text } = await world.request('GET', `/t/${uid}/pompe-de-relevage`, undefined, { accept: 'text/html', 'accept-language': 'fr' });

    const aside = text.slice(text.indexOf('id="related"'));
    expect(aside).toContain('Ma pompe de relevage fuit');
    expect(aside).not.toContain('Le marché du samedi');
  });
});
