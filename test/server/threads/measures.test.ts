import { beforeEach, expect, test } from 'vitest';
import { isNight } from '#server/threads/measures.ts';
import type { MeasureForThread } from '#server/threads/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  let thread: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    camille = await world.person('camille', 'moderator');
    await ada.post('Le pont rouvrira en mars.');
    thread = (await world.readThread()).thread.id!;
  });

  const pose = (kind: string, given: Partial<MeasureForThread> = {}, by = camille) =>
    by.desk<ErrorBody>('PUT', `/api/v1/threads/${thread}/measures/${kind}`, { until: inHours(2), reason: 'Ça va vite.', ...given });
  const inHours = (n: number) => new Date(world.now().getTime() + n * HOUR).toISOString();
  const write = (by: Person) =>
    by.send<ErrorBody>('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      source: `Oui ${uuidv7()}.`,
      parent: null,
      clientId: uuidv7(),
    });

  test('slow mode makes each wait, says for how long, and leaves the newsroom free; it ends by its date', async () => {
    expect((await pose('slow', { seconds: 600, until: inHours(0.25) })).status).toBe(204);

    const refused = await write(ada);

    expect(refused.body.error).toMatchObject({ code: 'too_fast', retryAfter: 600 });
    expect((await write(await world.person('linus'))).status).toBe(201);
    expect([(await write(camille)).status, (await write(camille)).status]).toEqual([201, 201]);
    world.pass(15 * MINUTE);
    expect([(await write(ada)).status, (await write(ada)).status]).toEqual([201, 201]);
    expect((await world.readThread()).thread.measures).toEqual([]);
  });

  test('readers see what holds, until when and why, but not by whom', async () => {
    const before = await world.readThread();
    await pose('slow', { seconds: 60 });

    const after = await world.readThread();

    expect(after.thread.measures).toEqual([{ kind: 'slow', seconds: 60, until: inHours(2), reason: 'Ça va vite.' }]);
    expect(after.thread.seq).toBe(before.thread.seq + 1);
    const { text } = await world.request('GET', '/embed/thread?site=courrier&article=pont');
    expect(text).toContain('Mode lent');
    expect(text).toContain('Ça va vite.');
    expect(text).not.toContain(camille.member.uid);
  });

  test('a thread for subscribers refuses members, one read first holds what is written', async () => {
    await pose('subscribers');
    expect((await write(ada)).body.error.code).toBe('subscribers_only');
    await camille.desk('DELETE', `/api/v1/threads/${thread}/measures/subscribers`);
    await pose('before');

    await write(ada);

    const page = await world.readThread('pont', '', ada.asEmbed);
    expect(page.viewer!.posts).toMatchObject([{ state: 'held' }]);
    expect(page.thread.moderation).toBe('before');
  });

  test('closed at night is closed outside the hours, and opens by itself', async () => {
    await pose('night', { until: inHours(40) });
    const states: boolean[] = [];

    for (let hour = 0; hour < 24; hour++, world.pass(HOUR)) states.push((await world.readThread()).thread.writing.state === 'open');

    expect(states.filter(Boolean)).toHaveLength(14);
  });

  test('an open page is told when to ask again: each full hour of a night, or when a measure ends', async () => {
    const turns = async () => (await world.readThread()).thread.turnsAt;
    expect(await turns()).toBeNull();
    world.pass(20 * 60_000);
    await pose('slow', { seconds: 60, until: inHours(3) });
    expect(await turns()).toBe(inHours(3));

    await pose('night', { until: inHours(40) });

    expect(await turns()).toBe('2026-11-22T14:00:00.000Z');
  });

  test('one of a kind holds; the others beside it', async () => {
    await pose('slow', { seconds: 60 });
    await pose('before');
    await pose('slow', { seconds: 120 });

    expect((await world.readThread()).thread.measures).toMatchObject([{ kind: 'before' }, { kind: 'slow', seconds: 120 }]);
  });

  test('a page’s validator changes when a measure ends, without anybody’s doing', async () => {
    await pose('slow', { seconds: 60 });
    const path = '/api/v1/thread?site=courrier&article=pont';
    const etag = (await world.request('GET', path)).headers.get('etag')!;
    world.pass(2 * HOUR);

    expect((await world.request('GET', path, undefined, { 'if-none-match': etag })).status).toBe(200);
  });

  test.each([
    ['slow', {}],
    ['before', { seconds: 60 }],
    ['slow', { seconds: 1 }],
    ['before', { until: '2020-01-01T00:00:00.000Z' }],
    ['before', { until: '2099-01-01T00:00:00.000Z' }],
    ['before', { reason: ' ' }],
    ['stop', {}],
  ])('refuses %s with %j', async (kind, given) => {
    expect((await pose(kind, given)).status).toBe(422);
  });
});

test('hours may go past midnight', () => {
  const at = (hour: number) => ({ timeZone: 'UTC', now: new Date(Date.UTC(2026, 10, 22, hour)) });

  expect([7, 8, 21, 22].map((hour) => isNight({ from: 8, to: 22 }, at(hour)))).toEqual([true, false, false, true]);
  expect([1, 2, 17, 18].map((hour) => isNight({ from: 18, to: 2 }, at(hour)))).toEqual([false, true, true, false]);
});
