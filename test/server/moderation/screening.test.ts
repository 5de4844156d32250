import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { banned, screeningOf } from '#server/moderation/screening.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ScreeningWire, SettingsWire } from '#server/sites/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { TryWire } from '#server/moderation/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  beforeEach(async () => {
    const sections = [{ name: 'Justice', moderation: null, audience: null, closeAfterDays: null }];
    world = await createWorld(engine, { settings: { sections } });
    grace = await world.person('grace', 'manager');
    ada = await world.person('ada');
  });
  const read = async () => (await grace.desk<ScreeningWire>('GET', '/api/v1/screening')).body;
  const save = (change: Partial<ScreeningWire>, base: ScreeningWire) =>
    grace.desk<ScreeningWire & ErrorBody>('PUT', '/api/v1/screening', { ...base, ...change });

  test('what is saved holds from the next post on', async () => {
    const before = await read();

    const { status, body } = await save({ screening: { ...before.screening, words: [banned('vendu')] } }, before);

    expect([status, body.version]).toEqual([200, before.version + 1]);
    expect((await ada.post('Vendu !')).state).toBe('held');
    expect((await ada.post('Guignol !')).state).toBe('published');
  });

  test('somebody saved meanwhile: taken', async () => {
    const before = await read();
    await save({}, before);

    expect((await save({}, before)).body.error.code).toBe('taken');
  });

  test('the settings keep what is screened, and a section that keeps its name its own', async () => {
    const base = await read();
    const strict = { words: [banned('juge')] };
    await save({ sections: [{ name: 'Justice', screening: strict }] }, base);
    const { version, settings } = (await grace.desk<SettingsWire>('GET', '/api/v1/settings')).body;
    expect(settings).not.toHaveProperty('screening');

    await grace.desk('PUT', '/api/v1/settings', { version, settings: { ...settings, name: 'Le Phare' } });

    const after = await read();
    expect(after.sections).toEqual([{ name: 'Justice', screening: strict }]);
    expect(after.screening).toEqual(base.screening);
  });

  test('a section, a space and a thread say otherwise of what they name', async () => {
    const { spaces, threads } = world.db.read.t;
    const thread = uuidv7();
    await world.db.write(async (tx) => {
      const row = {
        siteId: world.site.id,
        slug: 'marche',
        name: 'Marché',
        position: 0,
        screening: { words: [{ ...banned('guignol'), effect: 'flag' as const }] },
      };
      const [space] = await tx.insert(spaces).values(row).returning({ id: spaces.id });
      await tx
        .insert(threads)
        .values({ uid: thread, siteId: world.site.id, kind: 'discussion', spaceId: space!.id, title: 'Un fil', createdAt: world.now() });
    });
    const post = async (source: string) =>
      (await ada.send<PostAnswer>('POST', '/api/v1/posts', { thread, clientId: uuidv7(), source })).body.post.state;

    expect(await post('Guignol, dit la marionnette.')).toBe('published');
    await world.db.write(
      async (tx) =>
        void (await tx
          .update(threads)
          .set({ screening: { words: [banned('marionnette')] } })
          .where(eq(threads.uid, thread))),
    );
    expect(await post('Encore cette marionnette.')).toBe('held');
  });

  test('a row of before says the same as it did', () => {
    const former = { newcomerPosts: 3, maxLinks: 5, bannedWords: ['andouille'] };

    expect(screeningOf({ ...world.site.settings, screening: undefined, ...former } as never)).toMatchObject({
      newcomerPosts: 3,
      maxLinks: 5,
      words: [{ text: 'andouille', match: 'word', effect: 'hold' }],
      effects: {},
    });
  });

  test('a pattern that matches anything is refused beside its word', async () => {
    const base = await read();
    const words = [{ id: '1', text: '*', match: 'pattern' as const, lang: null, effect: 'hold' as const }];

    const { status, body } = await save({ screening: { ...base.screening, words } }, base);

    expect(status).toBe(422);
    expect(Object.keys(body.error.fields!)).toEqual(['screening.words.0.text']);
  });

  test('a sentence can be tried against words that are not saved', async () => {
    const words = [{ id: 'x', text: 'bouffon*', match: 'pattern', lang: null, effect: 'hold' }];

    const { body } = await grace.desk<TryWire>('POST', '/api/v1/screening/tries', { words, source: 'Ces b.0.u.f.f.0.n.s !' });

    expect(body.matches).toEqual([{ id: 'x', effect: 'hold', passage: 'b.0.u.f.f.0.n.s' }]);
  });
});
