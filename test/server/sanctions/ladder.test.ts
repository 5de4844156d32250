import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberFile } from '#server/members/wire.ts';
import { LADDER, pointsOf, proposed } from '#server/sanctions/ladder.ts';
import type { LadderWire } from '#server/sanctions/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;

describe('the ladder', () => {
  test.each([
    [0, 'warning', null],
    [2, 'approval', 168],
    [4, 'suspension', 72],
    [7, 'suspension', 720],
    [11, 'ban', null],
    [40, 'ban', null],
  ])('at %i points, proposes %s', (points, kind, hours) => {
    expect(proposed(LADDER, points)).toMatchObject({ kind, hours });
  });

  test('a rule may weigh more than another; what weighs nothing never lapses', () => {
    const at = new Date('2026-11-22T13:00:00Z');
    const strict = { ...LADDER, rules: { 2: 5 } };

    expect(pointsOf(strict, { kind: 'warning', rule: 2 }, at)).toEqual({ points: 6, pointsUntil: new Date(at.getTime() + 45 * DAY_MS) });
    expect(pointsOf(strict, { kind: 'warning', rule: 1 }, at).points).toBe(1);
    expect(pointsOf(strict, { kind: 'ban', rule: 1 }, at)).toEqual({ points: 0, pointsUntil: null });
  });
});

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let rose: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, rose] = [await world.person('ada'), await world.person('rose', 'manager')];
  });

  const ladder = async () => (await rose.desk<MemberFile>('GET', `/api/v1/members/${ada.member.uid}/file`)).body.ladder;
  const warn = () =>
    rose.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, {
      rule: 1,
      note: 'Des attaques répétées.',
      measures: [{ kind: 'warning', until: null }],
    });

  test('CM-10: points add up, are forgotten with time, and a person poses what is proposed', async () => {
    await warn();
    await warn();
    expect(await ladder()).toEqual({ points: 2, kind: 'approval', hours: 168 });
    expect((await ada.post('Un avis.')).state).toBe('published');

    world.pass(45 * DAY_MS);

    expect(await ladder()).toEqual({ points: 0, kind: 'warning', hours: null });
  });

  test('a site has its own, by version', async () => {
    const { body } = await rose.desk<LadderWire>('GET', '/api/v1/ladder');
    const steps = [{ from: 1, kind: 'ban' as const, hours: null }];
    const changed = { version: body.version, ladder: { ...body.ladder, rules: { 1: 3 }, steps } };

    expect((await rose.desk('PUT', '/api/v1/ladder', changed)).status).toBe(200);
    expect((await rose.desk('PUT', '/api/v1/ladder', changed)).status).toBe(409);

    await warn();
    expect(await ladder()).toEqual({ points: 4, kind: 'ban', hours: null });
  });
});
