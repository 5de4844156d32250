// What is not the provider's own answer, of now, to this very question, opens nothing; and says so on a page.
import { decodeJwt, exportSPKI, generateKeyPair, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { createDirectory } from '#server/sign-on/directory.ts';
import { openProvider } from '../../support/openid-provider.ts';
import type { World } from '../../support/world.ts';
import { createBrowser } from '../accounts/browser.ts';
import { comeIn, leadBack, oidcInput, openPublisher, pathOf, readers, type Publisher } from './publisher.ts';

type Forge = (claims: JWTPayload, publisher: Publisher) => Promise<string> | string;
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const forgeries: [what: string, forge: Forge][] = [
  ['signed by another key', async (claims, { openid }) => openid.sign(claims, (await generateKeyPair('RS256')).privateKey)],
  ['not signed (alg none)', (claims) => `${base64({ alg: 'none' })}.${base64(claims)}.`],
  [
    'signed with the public key as a secret',
    async (claims, { openid }) => openid.sign(claims, Buffer.from(await exportSPKI(openid.publicKey)), { alg: 'HS256' }),
  ],
  ['for another client', (claims, { openid }) => openid.sign({ ...claims, aud: 'somebody-else' })],
  [
    'for several clients, and for another in particular',
    (claims, { openid }) => openid.sign({ ...claims, aud: ['terrasse', 'x'], azp: 'x' }),
  ],
  ['of another issuer', (claims, { openid }) => openid.sign({ ...claims, iss: 'https://elsewhere.test' })],
  ['expired', (claims, { openid }) => openid.sign({ ...claims, iat: seconds() - 7200, exp: seconds() - 3600 })],
  ['an answer to another question', (claims, { openid }) => openid.sign({ ...claims, nonce: 'another' })],
  ['without a nonce', (claims, { openid }) => openid.sign({ ...claims, nonce: undefined })],
  ['without a subject', (claims, { openid }) => openid.sign({ ...claims, sub: undefined })],
  ['of somebody with a NUL in their subject', (claims, { openid }) => openid.sign({ ...claims, sub: 'ada\0' })],
  ['no token at all', () => 'nothing.of.that'],
];

test.each(forgeries)('an ID token that is %s', async (_, forge) => {
  const publisher = await openPublisher('sqlite');
  publisher.wire.tokens = async (body) => ({ ...body, id_token: await forge(decodeJwt(body.id_token!), publisher) });

  const answer = await comeIn(publisher, createBrowser(publisher.world), 'ada');

  expect(answer.status).toBe(403);
  expect(answer.text).toContain('ne prouve pas votre identité');
  await expectNothing(publisher.world);
});

test('an answer that another provider gave (mix-up) is refused, whichever of the two is asked', async () => {
  const publisher = await openPublisher('sqlite');
  const { world, grace, provider } = publisher;
  const evil = await openProvider(readers);
  const { body: other } = await grace.desk<{ id: string }>('POST', '/api/v1/providers', oidcInput(evil.issuer));
  const browser = createBrowser(world);
  const back = new URL(await leadBack(publisher, browser, 'ada'));
  const asOther = new URL(back);
  asOther.searchParams.set('iss', evil.issuer);
  const unnamed = new URL(await leadBack(publisher, browser, 'ada'));
  unnamed.searchParams.delete('iss');

  const named = await browser.open(pathOf(asOther.href));
  const missing = await browser.open(pathOf(unnamed.href));
  const swapped = await browser.open(pathOf((await leadBack(publisher, browser, 'ada')).replace(provider.id, other.id)));

  await evil.close();
  expect([named.status, missing.status, swapped.status]).toEqual([403, 403, 403]);
  expect(named.text).toContain('ne prouve pas votre identité');
  expect(swapped.text).toContain('a déjà servi');
  await expectNothing(world);
});

test('a code is worth nothing to whoever did not ask for it (PKCE), nor twice', async () => {
  const publisher = await openPublisher('sqlite');
  const { world } = publisher;
  const ada = createBrowser(world);
  const eve = createBrowser(world);
  const hers = new URL(await leadBack(publisher, ada, 'ada'));
  const eves = new URL(await leadBack(publisher, eve, 'alan'));
  eves.searchParams.set('code', hers.searchParams.get('code')!);

  const injected = await eve.open(pathOf(eves.href));

  expect(injected.status).toBe(403);
  expect(injected.text).toContain('ne prouve pas votre identité');
  await expectNothing(world);
});

test('an answer of more than ten minutes ago is refused', async () => {
  const publisher = await openPublisher('sqlite');
  const browser = createBrowser(publisher.world);
  const back = await leadBack(publisher, browser, 'ada');
  publisher.world.pass(10 * 60_000 + 1);

  const late = await browser.open(pathOf(back));

  expect(late.status).toBe(403);
  await expectNothing(publisher.world);
});

test('whoever changes their mind at the provider is told that nothing changed, and the log says nothing', async () => {
  const publisher = await openPublisher('sqlite');
  const { world, provider } = publisher;

  const answer = await comeIn(publisher, createBrowser(world), 'nobody');

  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Rien n’a été changé ici');
  expect(answer.text).toContain(`href="/signin/with/${provider.id}?next=%2Fcharter"`);
  expect(answer.text).toContain('href="/signin?next=%2Fcharter"');
  expect(await world.db.read.$count(world.db.read.t.securityLog)).toBe(1); // the provider was added
});

test.each([
  ['that does not answer', (publisher: Publisher) => void (publisher.wire.down = true)],
  [
    'that is at a private address',
    ({ world }: Publisher) => void (world.deps.directory = createDirectory(createGuardedFetch(), world.now)),
  ],
])('a provider %s leads to a page, in the reader’s language', async (_, spoil) => {
  const publisher = await openPublisher('sqlite');
  spoil(publisher);

  const answer = await createBrowser(publisher.world).open(`/signin/with/${publisher.provider.id}?lang=en`);

  expect(answer.status).toBe(502);
  expect(answer.text).toContain('is not answering as it should');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a provider that stops answering between question and answer leads to a page as well', async () => {
  const publisher = await openPublisher('sqlite');
  const browser = createBrowser(publisher.world);
  const back = await leadBack(publisher, browser, 'ada');
  publisher.wire.down = true;

  const answer = await browser.open(pathOf(back));

  expect(answer.status).toBe(502);
  await expectNothing(publisher.world);
});

test.each(['?', '?code=x', '?state=x', '?code=x&state=%00', '?error=server_error', '?code[]=1&state[]=2', '?state=a&state=b'])(
  'an answer to no question (%s) leads to a page',
  async (query) => {
    const publisher = await openPublisher('sqlite');

    const answer = await createBrowser(publisher.world).open(`/signin/back/${publisher.provider.id}${query}`);

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('a commencé dans un autre navigateur');
  },
);

test('what the provider tells of names and addresses is cleaned', async () => {
  const people = {
    ada: { name: '  Ada\u202e\u0000 \n Lovelace\ufeff ', email: 'no address', email_verified: true, locale: 'xx' },
    null: { name: '\u200b', email: 'x'.repeat(300) },
  };
  const publisher = await openPublisher('sqlite', { people });
  const { world } = publisher;

  await comeIn(publisher, createBrowser(world), 'ada');
  await comeIn(publisher, createBrowser(world), 'null');

  const { accounts } = world.db.read.t;
  const [, ada, nameless] = await world.db.read.select().from(accounts).orderBy(accounts.id);
  expect(ada).toMatchObject({ name: 'Ada Lovelace', email: null, emailConfirmedAt: null, locale: 'fr' });
  expect(nameless!.name).toMatch(/^Lecteur \d{4}$/);
});

const seconds = () => Math.floor(Date.now() / 1000);

/** Nobody came in; what failed is in the log, under the site. */
async function expectNothing({ db, site }: World) {
  const { identities, securityLog } = db.read.t;
  const entries = await db.read.select().from(securityLog);
  expect(await db.read.$count(identities)).toBe(0);
  expect(entries.filter(({ event }) => event === 'signin.failed')[0]).toMatchObject({ siteId: site.id });
  expect(entries.filter(({ event }) => event === 'signin.succeeded')).toEqual([]);
}
