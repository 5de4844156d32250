import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readDevice } from '#server/accounts/device.ts';
import { makeKey } from '#server/accounts/one-time-key.ts';
import { renewSession } from '#server/accounts/sessions.ts';
import { hashSecret } from '#server/ids.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type World } from '../../support/world.ts';
import { createBrowser, securityEvents } from './browser.ts';

const DAY = 86_400_000;
const own = { siteId: null, origin: null };

onBothDatabases((engine) => {
  test('its use is noted once an hour, however many requests come at once, and puts its end off', async () => {
    const world = await createWorld(engine);
    const { accountId } = await world.person('ada');
    const { secret, id } = await world.deps.sessions.start(accountId, own);
    await age(world, id, { lastUsedAt: 2 * DAY, expiresAt: -28 * DAY });

    const many = await Promise.all(Array.from({ length: 5 }, () => world.deps.sessions.resume(secret)));
    const after = await world.deps.sessions.resume(secret);

    expect(many.every((resumed) => resumed !== null)).toBe(true);
    expect(many.some((resumed) => resumed!.renewed)).toBe(true);
    expect(after).toMatchObject({ renewed: false, session: { account: { name: 'ada' } } });
    expect(daysFromNow(after!.session.expiresAt)).toBe(30);
  });

  test('it ends thirty days after its last use', async () => {
    const world = await createWorld(engine);
    const { accountId } = await world.person('ada');
    const { secret, id } = await world.deps.sessions.start(accountId, own);
    await age(world, id, { lastUsedAt: 30 * DAY, expiresAt: 1 });

    expect(await world.deps.sessions.resume(secret)).toBeNull();
    expect(await world.deps.sessions.find(id)).toBeNull();
  });

  test('it ends ninety days after it began, used every day', async () => {
    const world = await createWorld(engine);
    const { accountId } = await world.person('ada');
    const { secret, id } = await world.deps.sessions.start(accountId, own);

    await age(world, id, { createdAt: 88 * DAY, lastUsedAt: DAY });
    const near = await world.deps.sessions.resume(secret);
    await age(world, id, { createdAt: 90 * DAY, lastUsedAt: DAY });
    await world.deps.sessions.resume(secret);

    expect(daysFromNow(near!.session.expiresAt)).toBe(2);
    expect(await world.deps.sessions.resume(secret)).toBeNull();
  });

  test('under another secret it is the same, and the old one is nothing; of two renewals at once one counts', async () => {
    const world = await createWorld(engine);
    const { accountId } = await world.person('ada');
    const { secret, id } = await world.deps.sessions.start(accountId, own);
    await age(world, id, { createdAt: 10 * DAY });

    const renewed = await Promise.all(
      [1, 2].map(() => world.db.write((tx) => renewSession(tx, id, { provedAt: world.now(), strongAt: world.now() }))),
    );
    const good = renewed.filter((each) => each !== null);

    expect(good).toHaveLength(1);
    expect(await world.deps.sessions.resume(secret)).toBeNull();
    const { session } = (await world.deps.sessions.resume(good[0]!))!;
    expect(session).toMatchObject({ id: hashSecret(good[0]!), strongAt: world.now() });
    expect(daysFromNow(session.createdAt!)).toBe(-10);
  });

  test('an account sees where it is signed in, and ends any of it but another’s', async () => {
    const world = await createWorld(engine);
    const [ada, eve] = [await world.person('ada'), await world.person('eve')];
    const browser = createBrowser(world);
    browser.cookies.set('terrasse_session', secretOf(ada.asPage.cookie));
    const phone = await world.deps.sessions.start(ada.accountId, { ...own, device: 'Safari, iPhone' });

    const listed = await browser.open('/account');
    await browser.submit('/account/sessions', { id: eve.embedSession });
    await browser.submit('/account/sessions', { id: phone.id });
    const after = await browser.open('/account');

    expect(listed.text).toContain('Safari, iPhone');
    expect(listed.text).toContain(`dans les pages de ${ORIGIN}`);
    expect(listed.text).toContain('(cette session-ci)');
    expect(after.text).not.toContain('Safari, iPhone');
    expect(await world.deps.sessions.find(eve.embedSession)).not.toBeNull();
    expect(await world.deps.sessions.find(ada.embedSession)).not.toBeNull();
    expect(world.events).toContainEqual({ name: 'session.ended', event: { sessionId: phone.id } });
    expect(await securityEvents(world)).toEqual(['session.ended']);
  });
});

test('signing in again ends the session there was in this browser', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const before = secretOf(ada.asPage.cookie);
  const browser = createBrowser(world);
  browser.cookies.set('terrasse_session', before);
  const key = await world.db.write((tx) => makeKey(tx, { purpose: 'signin', accountId: ada.accountId, now: world.now() }));

  await browser.submit(`/signin/${key}`);

  expect(browser.cookies.get('terrasse_session')).not.toBe(before);
  expect(await world.deps.sessions.resume(before)).toBeNull();
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15', 'Safari, Mac'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0.0.0 Mobile/15E148 Safari/604.1',
    'Chrome, iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'Samsung Internet, Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
    'Edge, Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 OPR/120.0.0.0', 'Opera, Linux'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36', 'Chrome, ChromeOS'],
  ['curl/8.5.0', null],
  ['', null],
])('%s is %s', (userAgent, device) => {
  expect(readDevice(userAgent)).toBe(device);
});

/** Moves a session's dates into the past, by so many ms. */
async function age({ db }: World, id: string, by: Partial<Record<'createdAt' | 'lastUsedAt' | 'expiresAt', number>>) {
  const dates = Object.fromEntries(Object.entries(by).map(([name, ms]) => [name, new Date(Date.now() - ms)]));
  await db.write(async (tx) => void (await tx.update(tx.t.sessions).set(dates).where(eq(tx.t.sessions.id, id))));
}

const daysFromNow = (date: Date) => Math.round((date.getTime() - Date.now()) / DAY);
const secretOf = (cookie: string) => /terrasse_session=([^;]+)/.exec(cookie)![1]!;
