// OpenID Connect Back-Channel Logout 1.0: what ends at the provider ends here.
import { createHash } from 'node:crypto';
import { exportSPKI, generateKeyPair, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { ORIGIN } from '../../support/world.ts';
import { createBrowser } from '../accounts/browser.ts';
import { comeIn, openPublisher, type Browser, type Publisher } from './publisher.ts';

const VERIFIER = 'v'.repeat(43);
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

onBothDatabases((engine) => {
  test('a session that ends at the provider ends here, and no other', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const [phone, desk] = [await signedInAs(publisher, 'ada'), await signedInAs(publisher, 'ada')];
    const alan = await signedInAs(publisher, 'alan');
    const [first] = await sessionsOf(publisher);

    const answer = await logOut(publisher, { sub: 'ada', sid: first!.providerSession! });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([await isIn(phone), await isIn(desk), await isIn(alan)]).toEqual([false, true, true]);
    expect(world.events.filter(({ name }) => name === 'session.ended')).toEqual([
      { name: 'session.ended', event: { sessionId: first!.id } },
    ]);
  });

  test('a person who is logged out at the provider is logged out of all that it opened', async () => {
    const publisher = await openPublisher(engine);
    const [phone, desk, alan] = [
      await signedInAs(publisher, 'ada'),
      await signedInAs(publisher, 'ada'),
      await signedInAs(publisher, 'alan'),
    ];

    const answer = await logOut(publisher, { sub: 'ada' });

    expect(answer.status).toBe(200);
    expect([await isIn(phone), await isIn(desk), await isIn(alan)]).toEqual([false, false, true]);
  });

  test('an embed that was signed in through its window ends with the provider’s session too', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const browser = createBrowser(world);
    const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
    const asked = { site: 'courrier', origin: ORIGIN, challenge, state: 's', lang: 'fr' };
    const connect = `/connect?${new URLSearchParams(asked)}`;

    const door = await browser.open((await browser.open(connect)).location!);
    const arrived = await comeIn(publisher, browser, 'ada', connect);
    const given = await browser.submit('/connect', { ...asked, charter: '1' });
    const code = /data-code="([^"]+)"/.exec(given.text)![1]!;
    const session = await world.request('POST', '/api/v1/session', { code, verifier: VERIFIER }, { origin: ORIGIN });
    const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
    const refresh = () => world.request('POST', '/api/v1/session/refresh', {}, { origin: ORIGIN, cookie });
    const before = await refresh();
    await logOut(publisher, { sub: 'ada', sid: (await sessionsOf(publisher))[0]!.providerSession! });

    expect(door.text).toContain(`href="/signin/with/${publisher.provider.id}?next=%2Fconnect`);
    expect(arrived).toMatchObject({ status: 303, location: connect });
    expect(arrived.headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
    expect([before.status, (await refresh()).status]).toEqual([200, 401]);
  });

  test('a logout token is good once, even at once', async () => {
    const publisher = await openPublisher(engine);
    await signedInAs(publisher, 'ada');
    const token = await tokenFor(publisher, { sub: 'ada' });

    const answers = await Promise.all([send(publisher, token), send(publisher, token)]);
    const late = await send(publisher, token);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    expect(late.status).toBe(400);
  });
});

type Forge = (claims: JWTPayload, publisher: Publisher) => Promise<string> | string;
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each<[string, Forge]>([
  ['signed by another key', async (claims, { openid }) => openid.sign(claims, (await generateKeyPair('RS256')).privateKey)],
  ['not signed (alg none)', (claims) => `${base64({ alg: 'none' })}.${base64(claims)}.`],
  [
    'signed with the public key as a secret',
    async (claims, { openid }) => openid.sign(claims, Buffer.from(await exportSPKI(openid.publicKey)), { alg: 'HS256' }),
  ],
  ['for another client', (claims, { openid }) => openid.sign({ ...claims, aud: 'another' })],
  ['of another issuer', (claims, { openid }) => openid.sign({ ...claims, iss: 'https://elsewhere.test' })],
  ['an ID token', (claims, { openid }) => openid.sign({ ...claims, events: undefined })],
  ['a token with a nonce', (claims, { openid }) => openid.sign({ ...claims, nonce: 'n' })],
  ['about nobody', (claims, { openid }) => openid.sign({ ...claims, sub: undefined })],
  ['without a name of its own (jti)', (claims, { openid }) => openid.sign({ ...claims, jti: undefined })],
  ['without a time (iat)', (claims, { openid }) => openid.sign({ ...claims, iat: undefined })],
  ['expired', (claims, { openid }) => openid.sign({ ...claims, exp: claims.iat! - 100 })],
  ['of an hour ago', (claims, { openid }) => openid.sign({ ...claims, iat: claims.iat! - 3600 })],
  ['of tomorrow', (claims, { openid }) => openid.sign({ ...claims, iat: claims.iat! + 86_400, exp: claims.iat! + 90_000 })],
  ['nothing', () => ''],
  ['no token', () => 'a.b.c'],
])('a logout that is %s ends nothing', async (_, forge) => {
  const publisher = await openPublisher('sqlite');
  const ada = await signedInAs(publisher, 'ada');

  const answer = await send(publisher, await forge(claimsFor(publisher, { sub: 'ada' }), publisher));

  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: 'invalid_request' });
  expect(await isIn(ada)).toBe(true);
});

test('a logout of a session that nobody knows is no error, and one at an unknown door is not found', async () => {
  const publisher = await openPublisher('sqlite');
  const ada = await signedInAs(publisher, 'ada');

  const unknown = await logOut(publisher, { sub: 'ada', sid: 'another' });
  const stranger = await logOut(publisher, { sub: 'nobody' });
  const nowhere = await publisher.world.request('POST', '/signin/logout/nowhere', undefined, {});

  expect([unknown.status, stranger.status, nowhere.status]).toEqual([200, 200, 404]);
  expect(await isIn(ada)).toBe(true);
});

async function signedInAs(publisher: Publisher, as: string): Promise<Browser> {
  const browser = createBrowser(publisher.world);
  await comeIn(publisher, browser, as);
  return browser;
}

const isIn = async (browser: Browser) => (await browser.open('/signin')).status === 303;

async function sessionsOf({ world: { db } }: Publisher) {
  const { sessions } = db.read.t;
  const rows = await db.read.select().from(sessions).orderBy(sessions.createdAt);
  return rows.filter(({ providerId }) => providerId !== null);
}

function claimsFor({ openid, world }: Publisher, about: JWTPayload): JWTPayload {
  const iat = Math.floor(world.now().getTime() / 1000);
  return { iss: openid.issuer, aud: 'terrasse', iat, exp: iat + 120, jti: `jti-${Math.random()}`, events: EVENTS, ...about };
}

const tokenFor = (publisher: Publisher, about: JWTPayload) =>
  publisher.openid.sign(claimsFor(publisher, about), undefined, { typ: 'logout+jwt' });
const logOut = async (publisher: Publisher, about: JWTPayload) => send(publisher, await tokenFor(publisher, about));

const send = ({ world, provider }: Publisher, token: string) =>
  world.request('POST', `/signin/logout/${provider.id}`, new URLSearchParams({ logout_token: token }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
