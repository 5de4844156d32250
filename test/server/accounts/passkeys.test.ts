import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { createAuthenticator, optionsIn } from './authenticator.ts';
import { createBrowser, mailsOf, securityEvents } from './browser.ts';

onBothDatabases((engine) => {
  test('a passkey is made on the account’s page, signs in by itself, is named and removed', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const device = createAuthenticator(OWN);
    const browser = await browserOf(world, ada);

    const before = browser.cookies.get('terrasse_session');
    const added = await addPasskey(browser, device);
    const stranger = createBrowser(world);
    const entered = await enterBy(stranger, device, '/signin?next=/t/1');
    const [made] = await passkeysIn(world);
    const named = await stranger.submit(`/account/passkeys/${made!.uid}`, { name: 'Mon téléphone' });
    const page = await stranger.open('/account');
    const removed = await stranger.submit(`/account/passkeys/${made!.uid}/removal`);

    expect(added).toMatchObject({ status: 303, location: '/account?done=passkey#passkeys' });
    expect(browser.cookies.get('terrasse_session')).not.toBe(before);
    expect(made).toMatchObject({ rpId: new URL(OWN).hostname, counter: 1, name: 'Firefox, Linux' });
    expect(entered).toMatchObject({ status: 303, location: '/t/1' });
    expect(named.location).toBe('/account?done=passkey#passkeys');
    expect(page.text).toContain('Mon téléphone');
    expect(removed.location).toBe('/account?done=passkeyGone#passkeys');
    expect(await passkeysIn(world)).toEqual([]);
    expect((await mailsOf(world)).map(({ text }) => text)).toEqual([
      expect.stringContaining('Une clé d’accès vient d’être ajoutée'),
      expect.stringContaining('Une clé d’accès vient d’être supprimée'),
    ]);
    expect(await securityEvents(world)).toEqual(['passkey.added', 'signin.succeeded', 'passkey.removed']);
  });

  test('what was signed once signs nobody in again, of two at once one', async () => {
    const world = await createWorld(engine);
    const device = createAuthenticator(OWN);
    await addPasskey(await browserOf(world, await world.person('ada')), device);
    const browser = createBrowser(world);
    const { text } = await browser.open('/signin');
    const credential = device.get(optionsIn(text, '/signin/passkey'), { counter: 7 });
    const thief = createBrowser(world);
    thief.cookies.set('terrasse_browser', browser.cookies.get('terrasse_browser')!);

    const both = await Promise.all([browser.submit('/signin/passkey', { credential }), thief.submit('/signin/passkey', { credential })]);
    const later = await thief.submit('/signin/passkey', { credential });

    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 401]);
    expect(later.status).toBe(401);
    expect(later.text).toContain('Cette clé d’accès n’a pas pu être vérifiée');
    expect((await securityEvents(world)).filter((event) => event === 'passkey.refused')).toHaveLength(2);
  });

  test('a copied key is seen by its counter, however many try at once', async () => {
    const world = await createWorld(engine);
    const device = createAuthenticator(OWN);
    await addPasskey(await browserOf(world, await world.person('ada')), device);
    const browsers = [createBrowser(world), createBrowser(world), createBrowser(world)];
    const pages = await Promise.all(browsers.map((browser) => browser.open('/signin')));

    const tries = await Promise.all(
      browsers.map((browser, i) =>
        browser.submit('/signin/passkey', { credential: device.get(optionsIn(pages[i]!.text, '/signin/passkey'), { counter: 5 }) }),
      ),
    );
    const behind = await enterBy(createBrowser(world), device, '/signin', { counter: 3 });

    expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 401, 401]);
    expect(behind.status).toBe(401);
    expect((await passkeysIn(world))[0]!.counter).toBe(5);
  });
});

test.each([
  ['another site’s page', { origin: 'https://evil.test' }],
  ['a device that did not verify its owner', { verified: false }],
  ['a key that says it is another’s', { userHandle: Buffer.from('somebody else').toString('base64url') }],
])('refused: %s', async (_, lie) => {
  const world = await createWorld('sqlite');
  const device = createAuthenticator(OWN);
  await addPasskey(await browserOf(world, await world.person('ada')), device);

  const refused = await enterBy(createBrowser(world), device, '/signin', lie);

  expect(refused.status).toBe(401);
  expect(await world.db.read.$count(world.db.read.t.sessions)).toBe(2);
});

test('a challenge is good in the browser it was given to, for as long as it says', async () => {
  const world = await createWorld('sqlite');
  const device = createAuthenticator(OWN);
  await addPasskey(await browserOf(world, await world.person('ada')), device);
  const browser = createBrowser(world);
  const options = optionsIn((await browser.open('/signin')).text, '/signin/passkey');

  const elsewhere = await createBrowser(world).submit('/signin/passkey', { credential: device.get(options) });
  world.pass(31 * 60_000);
  const late = await browser.submit('/signin/passkey', { credential: device.get(options) });
  const again = await browser.submit('/signin/passkey', { credential: device.get(optionsIn(late.text, '/signin/passkey')) });

  expect([elsewhere.status, late.status, again.status]).toEqual([401, 401, 303]);
});

test('what is no passkey is refused, and breaks nothing', async () => {
  const world = await createWorld('sqlite');
  const ada = await browserOf(world, await world.person('ada'));
  const device = createAuthenticator(OWN);
  const made = device.create(optionsIn((await ada.open('/account')).text, '/account/passkeys'));
  const nonsense = [
    '',
    '{',
    '[]',
    '{"id":"x"}',
    made,
    JSON.stringify({ ...(JSON.parse(made) as object), response: {} }),
    'x'.repeat(60_000),
  ];

  for (const credential of nonsense) {
    expect([401, 422], credential.slice(0, 40)).toContain((await createBrowser(world).submit('/signin/passkey', { credential })).status);
    if (credential !== made)
      expect([401, 422], credential.slice(0, 40)).toContain((await ada.submit('/account/passkeys', { credential, name: 'x' })).status);
  }
  const refused = await ada.submit('/account/passkeys', { credential: '{}', name: 'x' });
  expect(/id="passkeys">.*?<\/section>/.exec(refused.text)![0]).toContain('n’a pas pu être vérifiée');
  expect(await passkeysIn(world)).toEqual([]);
});

test('a passkey made on one host opens no other of the installation', async () => {
  const world = await createWorld('sqlite');
  await world.addSite('gazette', 'gazette.test');
  const device = createAuthenticator(OWN);
  await addPasskey(await browserOf(world, await world.person('ada')), device);
  const there = createBrowser(world, 'http://gazette.test');

  const refused = await enterBy(there, device, '/signin', { origin: 'http://gazette.test' });

  expect(refused.status).toBe(401);
});

test('nobody names or removes what is another’s', async () => {
  const world = await createWorld('sqlite');
  const device = createAuthenticator(OWN);
  await addPasskey(await browserOf(world, await world.person('ada')), device);
  const eve = await browserOf(world, await world.person('eve'));
  const [made] = await passkeysIn(world);

  await eve.submit(`/account/passkeys/${made!.uid}`, { name: 'Eve' });
  const removed = await eve.submit(`/account/passkeys/${made!.uid}/removal`);

  expect(removed.status).toBe(404);
  expect(await passkeysIn(world)).toMatchObject([{ name: 'Firefox, Linux' }]);
});

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
type Browser = ReturnType<typeof createBrowser>;
type Device = ReturnType<typeof createAuthenticator>;

async function browserOf(world: World, person: Person): Promise<Browser> {
  const browser = createBrowser(world);
  browser.cookies.set('terrasse_session', /terrasse_session=([^;]+)/.exec(person.asPage.cookie)![1]!);
  return browser;
}

async function addPasskey(browser: Browser, device: Device) {
  const { text } = await browser.open('/account', FIREFOX);
  const name = /id="name" name="name" value="([^"]*)"/.exec(text)![1]!;
  return browser.submit('/account/passkeys', { credential: device.create(optionsIn(text, '/account/passkeys')), name });
}

async function enterBy(browser: Browser, device: Device, path: string, lies: Parameters<Device['get']>[1] = {}) {
  const { text } = await browser.open(path);
  const query = path.slice('/signin'.length);
  const action = `/signin/passkey${query && `?${new URLSearchParams(query.slice(1))}`}`;
  const options = optionsIn(text, action.replace('?', '\\?'));
  return browser.submit(action, { credential: device.get(options, lies) });
}

const passkeysIn = (world: World) => world.db.read.select().from(world.db.read.t.passkeys);
