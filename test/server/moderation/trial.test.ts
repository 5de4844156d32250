import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { banned } from '#server/moderation/screening.ts';
import type { TrialInput, TrialLine } from '#server/moderation/wire.ts';
import type { ScreeningWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    // The worker opens the database by itself.
    const { location } = world.db as unknown as { location: string };
    world.deps.config.database = engine === 'sqlite' ? { kind: 'sqlite', file: location } : { kind: 'postgres', url: location };
    grace = await world.person('grace', 'manager');
    ada = await world.person('ada');
  });

  async function trial(change: Partial<TrialInput['screening']>, more: Partial<TrialInput> = {}) {
    const { screening, sections, spaces } = (await grace.desk<ScreeningWire>('GET', '/api/v1/screening')).body;
    const input = { screening: { ...screening, ...change }, sections, spaces, ...more };
    const response = await world.app.request(`${OWN}/api/v1/screening/trials`, {
      method: 'POST',
      headers: { host: new URL(OWN).host, 'content-type': 'application/json', ...grace.asPage },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TrialLine);
    const last = lines.at(-1)!;
    if (last.kind !== 'done') throw new Error(text);
    return { ...last, lines };
  }

  test('words taken out and put in: what would have been held more, and less, each listed', async () => {
    await ada.post('Quel guignol, ce maire.');
    const gone = await ada.post('Guignol passe samedi au théâtre.');
    const vendus = await ada.post('Tous vendus, vraiment.');
    await ada.post('Rien à dire.');
    await world.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ state: 'rejected' }).where(eq(tx.t.posts.uid, gone.id))));

    const result = await trial({ words: [banned('vendus')] });

    expect(result).toMatchObject({
      posts: 4,
      cut: false,
      escaped: 1,
      more: { count: 1, published: 1, refused: 0 },
      less: { count: 2, refused: 1 },
    });
    expect(result.more.posts).toMatchObject([
      {
        id: vendus.id,
        url: `/p/${vendus.id}`,
        state: 'published',
        excerpt: 'Tous vendus, vraiment.',
        findings: [{ phase: 'banned_word', evidence: ['vendus'] }],
      },
    ]);
    expect(result.lines[0]).toEqual({ kind: 'progress', done: 0, of: 4 });
  });

  test('nothing is written, and the settings stay', async () => {
    await ada.post('Tous vendus.');
    const before = await world.db.read.$count(world.db.read.t.findings);

    await trial({ words: [banned('vendus')] });

    expect(await world.db.read.$count(world.db.read.t.findings)).toBe(before);
    expect((await ada.post('Encore des vendus.')).state).toBe('published');
  });

  test('a newcomer then was one then, whatever they became', async () => {
    for (const source of ['Un.', 'Deux.', 'Trois.']) await ada.post(source);

    const { more } = await trial({ newcomerPosts: 2 });

    expect(more.posts.map(({ excerpt }) => excerpt)).toEqual(['Deux.', 'Un.']);
  });

  test('thirty days, no more; the newsroom’s own are not screened', async () => {
    await ada.post('Vendus d’autrefois.');
    world.pass(31 * DAY);
    await grace.post('Vendus, dit la rédaction.');

    const result = await trial({ words: [banned('vendus')] });

    expect(result).toMatchObject({ posts: 1, more: { count: 0 }, less: { count: 0 } });
  });

  test('another site’s posts are not looked at', async () => {
    const other = await world.addSite('phare', 'terrasse.phare.test');
    const linus = await world.person('linus', 'member', { at: other });
    await linus.post('Vendus !');

    expect((await trial({ words: [banned('vendus')] })).posts).toBe(0);
  });
});
