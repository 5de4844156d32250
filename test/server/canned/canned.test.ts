import { beforeEach, expect, test } from 'vitest';
import type { CannedInput, CannedReplies } from '#server/canned/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const input: CannedInput = {
  locale: 'fr',
  version: 0,
  title: 'Courtoisie',
  body: 'Bonjour {author}, restons courtois.',
  verdict: 'reject',
  rule: 1,
};

onBothDatabases((engine) => {
  let world: World;
  let grace: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    grace = await world.person('grace', 'manager');
  });
  const make = () => grace.desk<CannedReplies>('POST', '/api/v1/canned-replies', input);
  const list = async (by = grace) => (await by.desk<CannedReplies>('GET', '/api/v1/canned-replies')).body.replies;

  test('a change makes a version, another language stands beside it, retiring takes both from the menu and keeps what was said', async () => {
    const { id } = (await make()).body.replies[0]!;

    await grace.desk('PUT', `/api/v1/canned-replies/${id}`, { ...input, version: 1, body: 'Restons courtois.' });
    await grace.desk('PUT', `/api/v1/canned-replies/${id}`, { ...input, locale: 'en', body: 'Let us stay civil.' });

    const moderator = await world.person('camille', 'moderator');
    expect(await list(moderator)).toMatchObject([
      { id, locale: 'fr', version: 2, body: 'Restons courtois.' },
      { id, locale: 'en', version: 1, body: 'Let us stay civil.' },
    ]);
    expect((await grace.desk('DELETE', `/api/v1/canned-replies/${id}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect(await world.db.read.$count(world.db.read.t.cannedReplies)).toBe(3);
  });

  test('of two who change it at once, one is told that it changed', async () => {
    const { id } = (await make()).body.replies[0]!;

    const answers = await Promise.all(
      ['Un.', 'Deux.'].map((body) => grace.desk<ErrorBody>('PUT', `/api/v1/canned-replies/${id}`, { ...input, version: 1, body })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await list()).toHaveLength(1);
  });

  test('a macro names its rule', async () => {
    expect((await grace.desk('POST', '/api/v1/canned-replies', { ...input, rule: null })).status).toBe(422);
  });
});
