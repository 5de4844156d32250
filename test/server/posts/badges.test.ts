import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  const bear = (world: World, { member }: Person, badges: string[]) =>
    world.db.write(async (tx) => void (await tx.update(tx.t.members).set({ badges }).where(eq(tx.t.members.id, member.id))));

  test('what the publisher calls its readers stands beside their names; nobody else carries the field', async () => {
    const world = await createWorld(engine);
    const [ada, linus] = [await world.person('ada'), await world.person('linus')];
    await bear(world, ada, ['Club des lecteurs', 'Fondatrice']);
    const root = await ada.post('Bonjour.');
    await linus.post('Bonsoir.', { parent: root.id });

    const [first, second] = (await world.readThread()).posts;

    expect(first!.author).toMatchObject({ badge: null, badges: ['Club des lecteurs', 'Fondatrice'] });
    expect(second!.author).not.toHaveProperty('badges');
  });

  test('no name bears two signs: who speaks for the newspaper, or was invited, is that', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'journalist');
    await bear(world, grace, ['Club des lecteurs']);
    await grace.post('Bonjour.');

    const [post] = (await world.readThread()).posts;

    expect(post!.author!.badge).toBe('newsroom');
    expect(post!.author).not.toHaveProperty('badges');
  });

  test('moderators are told from the newsroom', async () => {
    const world = await createWorld(engine);
    const mod = await world.person('mod', 'moderator');

    expect((await mod.post('On se calme.')).author).toMatchObject({ badge: 'moderator', title: null });
  });

  test.each([
    [true, 'subscriber'],
    [false, null],
  ])('subscribers are shown where the site wants it: %s', async (showSubscribers, badge) => {
    const world = await createWorld(engine, { settings: { showSubscribers } });
    const ada = await world.person('ada', 'subscriber');

    expect((await ada.post('Bonjour.')).author!.badge).toBe(badge);
  });
});
