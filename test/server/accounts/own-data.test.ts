import { beforeEach, expect, test } from 'vitest';
import type { OwnDataWire, SessionWire } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { claimsOf, openDoor, signWith } from '../../support/publisher.ts';
import { createWorld, ORIGIN, OWN, type World } from '../../support/world.ts';
import { createBrowser, securityEvents } from './browser.ts';

const MINUTE = 60_000;

onBothDatabases((engine) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(engine);
    world.pass(Date.now() - world.now().getTime()); // sessions end by the machine's clock
  });

  /** Signed in by the newspaper's page; has no door of ours. */
  async function reader() {
    const door = await openDoor(world.deps, world.site.id);
    const token = await signWith(door.secret, claimsOf(world.deps, {}));
    const { body } = await world.request<SessionWire>('POST', '/api/v1/session/exchange', { site: 'courrier', token }, { origin: ORIGIN });
    return { authorization: `Bearer ${body.token}`, origin: ORIGIN };
  }
  const ask = async (bearer: Record<string, string>) =>
    (await world.request<OwnDataWire>('POST', '/api/v1/session/own-data', undefined, bearer)).body;
  const pathOf = (url: string) => url.slice(OWN.length);

  test('a publisher’s reader opens their data from the embed, takes them along and leaves', async () => {
    const path = pathOf((await ask(await reader())).url);
    const browser = createBrowser(world);

    const looked = await browser.open(path);
    const entered = await browser.submit(path);
    const data = await browser.open('/account/data');
    const asked = await browser.submit('/account/data');
    const leaving = await browser.open('/account/leave?lang=en');
    const left = await browser.submit('/account/leave', { texts: 'erase' });

    expect(path).toMatch(/^\/own-data\/[\w-]{43}$/);
    expect(looked.text).toContain('Inès Kerbrat');
    expect(entered).toMatchObject({ status: 303, location: '/account/data' });
    expect(data.status).toBe(200);
    expect(data.text).not.toContain('href="/account/profile"');
    expect(asked.location).toBe('/account/data');
    expect(leaving.text).toContain('for your data alone');
    expect(left.status).toBe(200);
    expect(await securityEvents(world)).toEqual(['signin.succeeded', 'signin.succeeded', 'export.asked', 'leaving.asked']);
    expect((await browser.open('/account/data')).location).toBe('/signin?next=/account/data');
  });

  test('the link works once, of two clicks at once too, and for two minutes', async () => {
    const bearer = await reader();
    const [path, late] = [pathOf((await ask(bearer)).url), pathOf((await ask(bearer)).url)];

    const clicks = await Promise.all([1, 2].map(() => createBrowser(world).submit(path)));
    const again = await createBrowser(world).open(path);
    world.pass(2 * MINUTE);
    const tooLate = await createBrowser(world).submit(late);

    expect(clicks.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect([again.status, tooLate.status]).toEqual([410, 410]);
  });

  test('what it opens is their data, and no door, no profile, no writing; signing out closes it', async () => {
    const browser = createBrowser(world);
    await browser.submit(pathOf((await ask(await reader())).url));

    const closed = [
      await browser.open('/account'),
      await browser.open('/account/profile'),
      await browser.submit('/account/name', { name: 'Autre' }),
      await browser.submit('/account/totp'),
      await browser.open('/account/doors'),
      await browser.open('/account/confirm-it-is-you'),
    ].map(({ location }) => location?.split('?')[0]);
    const front = await browser.open('/');
    await browser.submit('/signout');

    expect(closed).toEqual(Array(6).fill('/signin'));
    expect(front.text).not.toContain('Inès Kerbrat');
    expect((await browser.open('/account/data')).status).toBe(303);
  });

  test('on another site’s host it opens nothing', async () => {
    await world.addSite('gazette', 'gazette.test');
    const browser = createBrowser(world);
    await browser.submit(pathOf((await ask(await reader())).url));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

    const elsewhere = await world.app.request('http://gazette.test/account/data', { headers: { host: 'gazette.test', cookie } });
    const link = await world.app.request(`http://gazette.test${pathOf((await ask(await reader())).url)}`, {
      headers: { host: 'gazette.test' },
    });

    expect(elsewhere.status).toBe(303);
    expect(link.status).toBe(410);
  });

  test('whoever has a door of their own is sent to it: an embed opens no account', async () => {
    const ada = await world.person('ada');

    const { url } = await ask(ada.asEmbed);

    expect(url).toBe(`${OWN}/account/data`);
    expect(await world.db.read.$count(world.db.read.t.oneTimeKeys)).toBe(0);
  });
});

test('it is asked for by whoever is signed in', async () => {
  const world = await createWorld('sqlite');

  expect((await world.request('POST', '/api/v1/session/own-data', undefined, { origin: ORIGIN })).status).toBe(401);
});
