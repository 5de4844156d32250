import { expect, test } from 'vitest';
import { hashPassword } from '#server/accounts/password.ts';
import { setPassword } from '#server/accounts/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, OWN, type World } from '../../support/world.ts';
import { createBrowser, withoutChance } from './browser.ts';

const password = 'a long enough sentence';

onBothDatabases((engine) => {
  test('a password signs in, signing out ends the session, and nothing is said of who has an account', async () => {
    const world = await createWorld(engine);
    await withPassword(world, 'ada');
    const browser = createBrowser(world);

    const wrong = await browser.submit('/signin', { email: 'ada@example.test', password: 'not this one' });
    const unknown = await browser.submit('/signin', { email: 'eve@example.test', password: 'not this one' });
    const entered = await browser.submit('/signin', { email: ' Ada@Example.test ', password });
    const account = await browser.open('/account');
    const left = await browser.submit('/signout');

    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(withoutChance(unknown.text).replace('eve@', 'ada@')).toBe(withoutChance(wrong.text));
    expect(wrong.text).not.toContain('not this one');
    expect(entered).toMatchObject({ status: 303, location: '/' });
    expect(account).toMatchObject({ status: 200 });
    expect(account.headers.get('cache-control')).toBe('no-store');
    expect(left).toMatchObject({ status: 303, location: '/' });
    expect(await world.db.read.$count(world.db.read.t.sessions)).toBe(2);
    expect(world.events.filter(({ name }) => name === 'session.ended')).toHaveLength(1);
  });

  test('an account of another site reads the charter before it writes on this one', async () => {
    const world = await createWorld(engine);
    await world.addSite('gazette', 'gazette.test');
    await withPassword(world, 'ada');
    const browser = createBrowser(world, 'http://gazette.test');

    const entered = await browser.submit('/signin?next=/t/1', { email: 'ada@example.test', password });
    const shown = await browser.open(entered.location!);
    const refused = await browser.submit(entered.location!, {});
    const joined = await browser.submit(entered.location!, { charter: '1' });

    expect(entered.location).toBe('/join?next=%2Ft%2F1');
    expect(shown.text).toContain('name="charter" value="1"');
    expect(refused.status).toBe(422);
    expect(joined).toMatchObject({ status: 303, location: '/t/1' });
    expect(await world.db.read.$count(world.db.read.t.members)).toBe(2);
  });
});

test('an unknown address takes as long to refuse as a wrong password', async () => {
  const world = await createWorld('sqlite');
  await withPassword(world, 'ada');
  const browser = createBrowser(world);
  const timed = async (email: string) => {
    const began = process.cpuUsage();
    await browser.submit('/signin', { email, password: 'not this one' });
    return process.cpuUsage(began).user;
  };
  await timed('ada@example.test');

  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 15; i++) {
    known.push(await timed('ada@example.test'));
    unknown.push(await timed('eve@example.test'));
  }

  // In this process’s own work, whatever else the machine does. Argon2 is most of it; without it an unknown address would take a tenth.
  expect(median(unknown)).toBeGreaterThan(median(known) / 2);
});

test('tries are counted by whom they aim at, and the form says when to go on', async () => {
  const world = await createWorld('sqlite', { limits: true });
  const browser = createBrowser(world);
  const attempt = (email: string) => browser.submit('/signin', { email, password: 'not this one' });

  for (let i = 0; i < 10; i++) await attempt('ada@example.test');
  const refused = await attempt('ada@example.test');
  world.pass(300_000);
  const later = await attempt('ada@example.test');

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.text).toContain('value="ada@example.test"');
  expect(later.status).toBe(401);
});

test.each([
  ['/t/1?sort=oldest#p-2', '/t/1?sort=oldest#p-2'],
  ['/a/été', '/a/%C3%A9t%C3%A9'],
  ['//evil.test', '/'],
  ['/\\evil.test', '/'],
  ['/\t/evil.test', '/'],
  ['/..//evil.test', '/'],
  ['https://evil.test', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, next=%s goes to %s', async (next, to) => {
  const world = await createWorld('sqlite');
  await withPassword(world, 'ada');
  const browser = createBrowser(world);

  const entered = await browser.submit(`/signin?next=${encodeURIComponent(next)}`, { email: 'ada@example.test', password });

  expect(entered.location).toBe(to);
});

test('an embed’s token opens neither the account nor the desk', async () => {
  const world = await createWorld('sqlite');
  const boss = await world.person('boss', 'admin', { owner: true });
  const browser = createBrowser(world);

  const account = await browser.open('/account', { authorization: boss.asEmbed.authorization });
  const changed = await browser.submit('/account/sessions', {}, boss.asEmbed);
  const asOwn = await browser.submit('/account/sessions', {}, { authorization: boss.asEmbed.authorization, origin: OWN });
  const desk = await boss.send('GET', '/api/v1/desk');
  const cases = await boss.send('GET', '/api/v1/cases?lane=all');
  const settings = await boss.send('GET', '/api/v1/settings');

  expect(account).toMatchObject({ status: 303, location: '/signin?next=/account' });
  expect(boss.asEmbed.origin).toBe(ORIGIN);
  expect([changed.status, asOwn.status]).toEqual([403, 403]);
  expect([desk.status, cases.status, settings.status]).toEqual([404, 404, 404]);
});

async function withPassword(world: World, name: string) {
  const person = await world.person(name);
  const hash = await hashPassword(password);
  await world.db.write((tx) => setPassword(tx, person.accountId, hash));
  return person;
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
