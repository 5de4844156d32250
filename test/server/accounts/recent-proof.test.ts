import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { hashPassword } from '#server/accounts/password.ts';
import { setPassword } from '#server/accounts/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';
import { createBrowser, linkOf, mailsOf, securityEvents } from './browser.ts';

const password = 'a long enough sentence';
const SESSION = 'terrasse_session';
const CONFIRM = '/account/confirm-it-is-you';
const LATE = 10 * 60_000;

onBothDatabases((engine) => {
  test('ten minutes after signing in, leaving, a copy of the data and a first second check ask who it is; the password answers', async () => {
    const { world, browser } = await signedIn(engine);
    world.pass(LATE);

    const asked = [
      await browser.open('/account/leave'),
      await browser.submit('/account/leave', { texts: 'erase' }),
      await browser.submit('/account/data'),
      await browser.open('/account/data/01a20000-0000-7000-8000-000000000000'),
      await browser.submit('/account/totp'),
      await browser.open('/account/totp'),
      await browser.open('/account/second-factor?next=/admin/'),
    ].map(({ location }) => location);
    const page = await browser.open(asked[0]!);
    const wrong = await browser.submit(asked[0]!, { password: 'another long sentence' });
    const before = browser.cookies.get(SESSION);
    const right = await browser.submit(asked[0]!, { password });

    expect(asked).toEqual([
      `${CONFIRM}?next=%2Faccount%2Fleave`,
      `${CONFIRM}?next=%2Faccount%2Fleave`,
      `${CONFIRM}?next=%2Faccount%2Fdata`,
      `${CONFIRM}?next=%2Faccount%2Fdata`,
      `${CONFIRM}?next=%2Faccount`,
      `${CONFIRM}?next=%2Faccount`,
      `${CONFIRM}?next=%2Faccount%2Fsecond-factor%3Fnext%3D%252Fadmin%252F`,
    ]);
    expect(page.text).toContain('Confirmez que c’est vous');
    expect(page.text).toContain('autocomplete="current-password"');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Ce n’est pas le mot de passe actuel.');
    expect(right).toMatchObject({ status: 303, location: '/account/leave' });
    expect(browser.cookies.get(SESSION)).not.toBe(before);
    expect((await browser.open('/account/leave')).status).toBe(200);
    expect((await browser.submit('/account/data')).location).toBe('/account/data');
    expect((await browser.submit('/account/totp')).location).toBe('/account/totp');
    expect(await securityEvents(world)).toEqual(['signin.succeeded', 'signin.failed', 'owner.proved', 'export.asked']);
  });

  test('until then signing in was proof enough, and to stay after all takes none', async () => {
    const { world, browser } = await signedIn(engine);
    world.pass(LATE - 1);

    const shown = await browser.open('/account/leave');
    const left = await browser.submit('/account/leave', { texts: 'keep' });
    await browser.submit('/signin', { email: 'ada@example.test', password });
    world.pass(LATE);
    const back = await browser.open('/account/leave');
    const stayed = await browser.submit('/account/leave/end');

    expect([shown.status, left.status, back.status]).toEqual([200, 200, 200]);
    expect(stayed.location).toBe('/account/leave?done=stayed');
  });

  test('an account without a password is confirmed by a link, which works once and for nobody else', async () => {
    const world = await createWorld(engine);
    const [ada, eve] = [await world.person('ada'), await world.person('eve')];
    const [browser, stranger] = [browserOf(world, ada), browserOf(world, eve)];
    world.pass(LATE);

    const page = await browser.open(`${CONFIRM}?next=/account/leave&lang=en`);
    const sent = await browser.submit(`${CONFIRM}/link?next=/account/leave`);
    const link = await linkOf(world);
    const looked = await browser.open(link);
    const others = [await stranger.open(link), await stranger.submit(link)];
    const followed = await browser.submit(link);
    const again = await browser.submit(link);

    expect(page.text).not.toContain('type="password"');
    expect(page.text).toContain('We write to ada@example.test');
    expect(sent.text).toContain('Ouvrez le lien envoyé à ada@example.test');
    expect(looked.text).toContain('C’est moi');
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
    expect(followed).toMatchObject({ status: 303, location: '/account/leave' });
    expect(again.status).toBe(410);
    expect((await browser.open('/account/leave')).status).toBe(200);
    expect((await stranger.open('/account/leave')).status).toBe(303);
  });

  test('where a proof is fresh, nothing is asked again; and one goes on to pages of ours alone', async () => {
    const { browser } = await signedIn(engine);

    expect((await browser.open(`${CONFIRM}?next=/account/data`)).location).toBe('/account/data');
    expect((await browser.open(`${CONFIRM}?next=https://evil.test/`)).location).toBe('/');
  });
});

test('a second check is proof too, and an account with nothing to prove by comes in again', async () => {
  const world = await createWorld('sqlite');
  const [ada, alan] = [await world.person('ada'), await world.person('alan')];
  await world.db.write(async (tx) => {
    const { accounts, passkeys } = tx.t;
    await tx.update(accounts).set({ email: null, emailKey: null }).where(eq(accounts.id, alan.accountId));
    const key = { uid: 'key', credentialId: 'key', publicKey: Buffer.from('key'), counter: 0, transports: [], name: 'Téléphone' };
    await tx.insert(passkeys).values({ ...key, accountId: ada.accountId, rpId: 'terrasse.courrier.test', createdAt: world.now() });
  });
  world.pass(LATE);

  const [withKey, withNothing] = [
    await browserOf(world, ada).open(CONFIRM),
    await browserOf(world, alan).open(`${CONFIRM}?next=/account/data`),
  ];

  expect(withKey.text).toContain('href="/account/second-factor"');
  expect(withNothing.text).toContain('action="/signout?next=%2Fsignin%3Fnext%3D%252Faccount%252Fdata"');
});

test('passwords are not guessed by way of it, nor a mailbox filled', async () => {
  const { world, browser } = await signedIn('sqlite', true);
  const ada = browserOf(world, await world.person('linus'));
  world.pass(LATE);

  const guesses = [];
  for (let i = 0; i < 11; i++) guesses.push((await browser.submit(CONFIRM, { password: `a long enough guess ${i}` })).status);
  const asked = [];
  for (let i = 0; i < 6; i++) asked.push((await ada.submit(`${CONFIRM}/link`)).status);

  expect(guesses.filter((status) => status === 422)).toHaveLength(10);
  expect(guesses.at(-1)).toBe(429);
  expect(asked.at(-1)).toBe(429);
  expect(await mailsOf(world)).toHaveLength(5);
});

async function signedIn(engine: 'sqlite' | 'postgres', limits = false) {
  const world = await createWorld(engine, { limits });
  const { accountId } = await world.person('ada');
  const hash = await hashPassword(password);
  await world.db.write((tx) => setPassword(tx, accountId, hash));
  const browser = createBrowser(world);
  await browser.submit('/signin', { email: 'ada@example.test', password });
  return { world, browser };
}

/** With the session they came with. */
function browserOf(world: World, person: Person) {
  const browser = createBrowser(world);
  const [name, value] = person.asPage.cookie.split('=');
  browser.cookies.set(name!, value!);
  return browser;
}
