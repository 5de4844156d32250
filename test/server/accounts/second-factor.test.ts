import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { hashPassword } from '#server/accounts/password.ts';
import { setPassword } from '#server/accounts/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, OWN, type Person, type World } from '../../support/world.ts';
import { createAuthenticator, optionsIn } from './authenticator.ts';
import { createBrowser, linkOf, mailsOf, securityEvents } from './browser.ts';

const password = 'a long enough sentence';
const credentials = { email: 'ada@example.test', password };

onBothDatabases((engine) => {
  test('an app’s code is asked after the password, and signs in with it', async () => {
    const world = await createWorld(engine);
    const ada = await withPassword(world, 'ada');
    const { secret, codes } = await enableTotp(world, ada);
    const browser = createBrowser(world);

    const first = await browser.submit('/signin?next=/t/1', credentials);
    const between = await browser.open('/account');
    const shown = await browser.open(first.location!);
    const wrong = await browser.submit(first.location!, { code: '000000' });
    world.pass(30_000);
    const entered = await browser.submit(first.location!, { code: codeOf(world, secret) });
    const again = await browser.submit(first.location!, { code: codeOf(world, secret) });

    expect(codes).toHaveLength(10);
    expect(first.location).toBe('/signin/code?next=%2Ft%2F1');
    expect(between.status).toBe(303);
    expect(shown.text).toContain('autocomplete="one-time-code"');
    expect(wrong.status).toBe(422);
    expect(entered).toMatchObject({ status: 303, location: '/t/1' });
    expect((await browser.open('/account')).text).toContain('Il reste 10 codes de secours');
    expect(again.location).toBe('/signin?next=%2Ft%2F1');
    expect(await securityEvents(world)).toEqual(['totp.enabled', 'signin.failed', 'signin.succeeded']);
  });

  test('of many who give the same code at once, one comes in; none after', async () => {
    const world = await createWorld(engine);
    const { secret } = await enableTotp(world, await withPassword(world, 'ada'));
    world.pass(30_000);
    const code = codeOf(world, secret);
    const browsers = Array.from({ length: 4 }, () => createBrowser(world));
    for (const browser of browsers) await browser.submit('/signin', credentials);

    const tries = await Promise.all(browsers.map((browser) => browser.submit('/signin/code', { code })));
    const late = createBrowser(world);
    await late.submit('/signin', credentials);
    const replayed = await late.submit('/signin/code', { code });

    expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422]);
    expect(replayed.status).toBe(422);
  });

  test('a recovery code opens once, of two at once one, and its owner is told', async () => {
    const world = await createWorld(engine);
    const { codes } = await enableTotp(world, await withPassword(world, 'ada'));
    await mailsOf(world);
    const browsers = [createBrowser(world), createBrowser(world)];
    for (const browser of browsers) await browser.submit('/signin', credentials);

    const tries = await Promise.all(browsers.map((browser) => browser.submit('/signin/code', { recovery: codes[3]!.toUpperCase() })));
    const page = await browsers[tries.findIndex(({ status }) => status === 303)]!.open('/account');

    expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(page.text).toContain('Il reste 9 codes de secours');
    expect((await mailsOf(world)).map(({ text }) => text)).toEqual([expect.stringContaining('Un de vos codes de secours vient d’ouvrir')]);
    expect(await storedText(world)).not.toContain(codes[3]!.replaceAll('-', ''));
  });

  test('staff without one are led to it before the desk opens, and the session goes by another name after', async () => {
    const world = await createWorld(engine, { settings: { secondFactorForStaff: true } });
    const boss = await withPassword(world, 'boss', 'admin');
    const browser = createBrowser(world);
    await browser.submit('/signin', { email: 'boss@example.test', password });
    const asStaff = () => world.request('GET', '/api/v1/desk', undefined, { ...boss.asPage, cookie: cookiesOf(browser) });

    const refused = await asStaff();
    const led = await browser.open('/account/second-factor?next=/admin/');
    const before = browser.cookies.get('terrasse_session');
    await browser.submit('/account/totp?next=/admin/');
    const { text } = await browser.open('/account/totp?next=/admin/');
    const shown = await browser.submit('/account/totp/confirmation?next=/admin/', { code: codeOf(world, secretIn(text)) });
    const opened = await asStaff();

    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'second_factor_needed' } } });
    expect(led.text).toContain('Le Courrier la demande à son équipe');
    expect(shown.text).toContain('href="/admin/"');
    expect(browser.cookies.get('terrasse_session')).not.toBe(before);
    expect(opened.status).toBe(200);
    expect((await boss.desk('GET', '/api/v1/desk')).status).toBe(403);
    expect(world.events.some(({ name }) => name === 'session.renewed')).toBe(true);
    const planted = await world.request('GET', '/api/v1/desk', undefined, { ...boss.asPage, cookie: `terrasse_session=${before}` });
    expect(planted.status).toBe(401);
  });

  test('an admin takes all factors away from somebody who lost them, who signs in anew and is told', async () => {
    const world = await createWorld(engine);
    const admin = await world.person('admin', 'admin');
    const ada = await withPassword(world, 'ada', 'moderator');
    await enableTotp(world, ada);
    await mailsOf(world);

    const reset = await admin.desk('POST', `/api/v1/members/${ada.member.uid}/second-factor-resets`, { reason: 'Téléphone perdu' });
    const entered = await createBrowser(world).submit('/signin', credentials);

    expect(reset.status).toBe(204);
    expect((await ada.desk('GET', '/api/v1/desk')).status).toBe(401);
    expect(entered).toMatchObject({ status: 303, location: '/' });
    expect((await mailsOf(world)).map(({ text }) => text)).toEqual([expect.stringContaining('vient de lever la seconde vérification')]);
    expect(await securityEvents(world)).toContain('factors.reset');
    expect(await world.db.read.$count(world.db.read.t.recoveryCodes)).toBe(0);
  });
});

test('a link by mail and a new password ask for the code too', async () => {
  const world = await createWorld('sqlite');
  const { secret } = await enableTotp(world, await withPassword(world, 'ada'));
  await mailsOf(world);
  const browser = createBrowser(world);

  await browser.submit('/signin/link', { email: 'ada@example.test' });
  const byLink = await browser.submit(await linkOf(world));
  await browser.submit('/forgot', { email: 'ada@example.test' });
  const byReset = await browser.submit(await linkOf(world), { password: 'another long sentence' });
  world.pass(30_000);
  const entered = await browser.submit(byReset.location!, { code: codeOf(world, secret) });

  expect([byLink.location, byReset.location]).toEqual(['/signin/code', '/signin/code']);
  expect(entered.location).toBe('/');
});

test('in the window of an embed, the code is asked on the way and the opener is kept', async () => {
  const world = await createWorld('sqlite');
  const { secret } = await enableTotp(world, await withPassword(world, 'ada'));
  const browser = createBrowser(world);
  const next = `/connect?${new URLSearchParams({ site: 'courrier', origin: ORIGIN, challenge: 'c'.repeat(43), state: 's' })}`;

  const first = await browser.submit(`/signin?${new URLSearchParams({ next })}`, credentials);
  const shown = await browser.open(first.location!);
  world.pass(30_000);
  const entered = await browser.submit(first.location!, { code: codeOf(world, secret) });

  expect(first.location).toMatch(/^\/signin\/code\?next=%2Fconnect/);
  for (const { headers } of [first, shown, entered]) expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
  expect(entered.location).toBe(next);
});

test('what is between the password and the code ends after ten minutes, and with the password', async () => {
  const world = await createWorld('sqlite');
  const { secret } = await enableTotp(world, await withPassword(world, 'ada'));
  const [slow, thief, owner] = [createBrowser(world), createBrowser(world), createBrowser(world)];

  await slow.submit('/signin', credentials);
  world.pass(10 * 60_000 + 1);
  const late = await slow.submit('/signin/code', { code: codeOf(world, secret) });
  await thief.submit('/signin', credentials);
  await mailsOf(world);
  await owner.submit('/forgot', { email: 'ada@example.test' });
  await owner.submit(await linkOf(world), { password: 'another long sentence' });
  const shutOut = await thief.submit('/signin/code', { code: codeOf(world, secret) });

  expect([late.location, shutOut.location]).toEqual(['/signin', '/signin']);
});

test('codes are not guessed: after a few the account waits, whoever asks from wherever', async () => {
  const world = await createWorld('sqlite', { limits: true });
  const { secret } = await enableTotp(world, await withPassword(world, 'ada'));
  const browser = createBrowser(world);
  await browser.submit('/signin', credentials);
  const tried: number[] = [];
  for (let i = 0; i < 5; i++) tried.push((await browser.submit('/signin/code', { code: '000000' })).status);

  world.pass(30_000);
  const right = await browser.submit('/signin/code', { code: codeOf(world, secret) });

  expect(tried.at(0)).toBe(422);
  expect(tried.at(-1)).toBe(429);
  expect(right.status).toBe(429);
});

test('factors are changed by whoever gave one a moment ago, not by a session that was left open', async () => {
  const world = await createWorld('sqlite');
  const ada = await withPassword(world, 'ada');
  const { secret, browser } = await enableTotp(world, ada);
  world.pass(16 * 60_000);

  const refused = await browser.submit('/account/totp/removal');
  const page = await browser.open('/account');
  const wrong = await browser.submit('/account/second-factor?next=/account', { code: '000000' });
  const proved = await browser.submit('/account/second-factor?next=/account', { code: codeOf(world, secret) });
  const removed = await browser.submit('/account/totp/removal');
  const free = await createBrowser(world).submit('/signin', credentials);

  expect(refused.location).toBe('/account/second-factor?next=/account');
  expect(page.text).not.toContain('action="/account/totp/removal"');
  expect(wrong.status).toBe(422);
  expect(proved.location).toBe('/account');
  expect(removed.location).toBe('/account?done=totpGone#codes');
  expect(free.location).toBe('/');
});

test('a session signed in by the password alone makes no factor beside the one there is', async () => {
  const world = await createWorld('sqlite');
  const ada = await withPassword(world, 'ada');
  const device = createAuthenticator(OWN);
  const owner = browserOf(world, ada);
  const { text } = await owner.open('/account');
  await owner.submit('/account/passkeys', { credential: device.create(optionsIn(text, '/account/passkeys')), name: 'Téléphone' });
  const thief = createBrowser(world);
  await thief.submit('/signin', credentials);

  const begun = await thief.submit('/account/totp');
  const asked = await thief.open('/account/second-factor?next=/account');
  const proved = await thief.submit('/account/second-factor/passkey?next=/account', {
    credential: device.get(optionsIn(asked.text, '/account/second-factor/passkey\\?next=%2Faccount')),
  });

  expect(begun.location).toBe('/account/second-factor?next=/account');
  expect(await world.db.read.$count(world.db.read.t.totp)).toBe(0);
  expect(proved.location).toBe('/account');
  expect((await thief.submit('/account/totp')).location).toBe('/account/totp');
});

test('a passkey whose owner the device verified counts as both, and opens a desk that asks for two', async () => {
  const world = await createWorld('sqlite', { settings: { secondFactorForStaff: true } });
  const boss = await withPassword(world, 'boss', 'admin');
  const device = createAuthenticator(OWN);
  const owner = browserOf(world, boss);
  const { text } = await owner.open('/account/second-factor?next=/admin/');
  const options = optionsIn(text, '/account/passkeys\\?next=%2Fadmin%2F');

  const made = await owner.submit('/account/passkeys?next=/admin/', { credential: device.create(options), name: 'Téléphone' });
  const browser = createBrowser(world);
  const page = await browser.open('/signin?next=/admin/');
  const credential = device.get(optionsIn(page.text, '/signin/passkey\\?next=%2Fadmin%2F'));
  const entered = await browser.submit('/signin/passkey?next=/admin/', { credential });
  const opened = await world.request('GET', '/api/v1/desk', undefined, { ...boss.asPage, cookie: cookiesOf(browser) });

  expect([made.location, entered.location]).toEqual(['/admin/', '/admin/']);
  expect(opened.status).toBe(200);
});

test('the codes are given once; new ones end the old', async () => {
  const world = await createWorld('sqlite');
  const { codes, browser } = await enableTotp(world, await withPassword(world, 'ada'));

  const renewed = codesIn((await browser.submit('/account/recovery-codes')).text);
  const account = await browser.open('/account');
  const stranger = createBrowser(world);
  await stranger.submit('/signin', credentials);
  const old = await stranger.submit('/signin/code', { recovery: codes[0]! });
  const entered = await stranger.submit('/signin/code', { recovery: renewed[0]! });

  expect(renewed).toHaveLength(10);
  for (const code of [...codes, ...renewed]) expect(account.text).not.toContain(code);
  expect([old.status, entered.status]).toEqual([422, 303]);
});

test('nobody resets their own, an owner’s, those of staff elsewhere, nor from another role', async () => {
  const world = await createWorld('sqlite');
  const gazette = await world.addSite('gazette', 'gazette.test');
  const [admin, owner] = [await world.person('admin', 'admin'), await world.person('boss', 'admin', { owner: true })];
  const manager = await world.person('manager', 'manager');
  const elsewhere = await world.person('zoe', 'moderator');
  await world.db.write(
    async (tx) =>
      void (await tx.insert(tx.t.members).values({
        uid: world.deps.newId(),
        siteId: gazette.id,
        accountId: elsewhere.accountId,
        name: 'zoe',
        role: 'admin',
        createdAt: world.now(),
      })),
  );
  const reset = (by: Person, whose: Person) =>
    by.desk('POST', `/api/v1/members/${whose.member.uid}/second-factor-resets`, { reason: 'Téléphone perdu' });

  expect((await reset(admin, admin)).status).toBe(403);
  expect((await reset(admin, owner)).status).toBe(403);
  expect((await reset(admin, elsewhere)).status).toBe(403);
  expect((await reset(manager, elsewhere)).status).toBe(404);
  expect((await reset(owner, elsewhere)).status).toBe(204);
});

async function withPassword(world: World, name: string, role: Parameters<World['person']>[1] = 'member') {
  const person = await world.person(name, role);
  const hash = await hashPassword(password);
  await world.db.write((tx) => setPassword(tx, person.accountId, hash));
  return person;
}

/** By the pages, as they do it. */
async function enableTotp(world: World, person: Person) {
  const browser = browserOf(world, person);
  await browser.submit('/account/totp');
  const secret = secretIn((await browser.open('/account/totp')).text);
  const shown = await browser.submit('/account/totp/confirmation', { code: codeOf(world, secret) });
  return { secret, codes: codesIn(shown.text), browser };
}

function browserOf(world: World, person: Person) {
  const browser = createBrowser(world);
  browser.cookies.set('terrasse_session', /terrasse_session=([^;]+)/.exec(person.asPage.cookie)![1]!);
  return browser;
}

const cookiesOf = ({ cookies }: ReturnType<typeof createBrowser>) => `terrasse_session=${cookies.get('terrasse_session')}`;
const secretIn = (page: string) => /secret=([A-Z2-7]+)/.exec(page)![1]!;
const codesIn = (page: string) => [...page.matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(([, code]) => code!);
const codeOf = (world: World, secret: string) => new TOTP({ secret }).generate({ timestamp: world.now().getTime() });

async function storedText({ db }: World) {
  const rows = await db.read.select().from(db.read.t.recoveryCodes);
  return JSON.stringify(rows);
}
