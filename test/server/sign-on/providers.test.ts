import { eq } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { beginTotp, confirmTotp, pendingTotp } from '#server/accounts/totp.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { ProviderInput, ProvidersWire, ProviderWire } from '#server/sign-on/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createVisitor } from '../../support/openid-provider.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, ORIGIN, OWN, type Person, type World } from '../../support/world.ts';
import { createBrowser } from '../accounts/browser.ts';
import { comeIn, memberNamed, oidcInput, openPublisher, pathOf } from './publisher.ts';

const ISSUER = 'http://127.0.0.1:9';
const ACROSS = createGuardedFetch({ allowPrivate: true });
const jwt: ProviderInput = {
  ...oidcInput('le-courrier'),
  kind: 'jwt',
  name: 'Pages du Courrier',
  secret: 'a secret of thirty-two characters or more',
};
const add = (person: Person, input: ProviderInput) => person.desk<ProviderWire & ErrorBody>('POST', '/api/v1/providers', input);
const list = async (person: Person) => (await person.desk<ProvidersWire>('GET', '/api/v1/providers')).body.providers;

onBothDatabases((engine) => {
  test('a manager adds, orders, changes and removes providers; their secrets are never shown', async () => {
    const world = await createWorld(engine, { fetch: ACROSS });
    const grace = await world.person('grace', 'manager');
    const one = await add(grace, oidcInput(ISSUER));
    const two = await add(grace, jwt);

    const changed = await grace.desk<ProviderWire>('PUT', `/api/v1/providers/${one.body.id}`, {
      ...oidcInput(ISSUER),
      name: 'Mon compte',
      enabled: false,
      secret: undefined,
    });
    await grace.desk('PUT', '/api/v1/providers/order', { ids: [two.body.id, one.body.id] });
    const ordered = await list(grace);
    const removed = await grace.desk('DELETE', `/api/v1/providers/${two.body.id}`);

    expect([one.status, two.status, removed.status]).toEqual([201, 201, 204]);
    expect(one.text + two.text + changed.text + JSON.stringify(ordered)).not.toContain('secret of');
    expect(one.body).toMatchObject({
      hasSecret: true,
      addresses: { redirect: [`${OWN}/signin/back/${one.body.id}`], logout: [`${OWN}/signin/logout/${one.body.id}`] },
    });
    expect(two.body.addresses).toEqual({ redirect: [], logout: [] });
    expect(changed.body).toMatchObject({ name: 'Mon compte', enabled: false, hasSecret: true });
    expect(ordered.map(({ name }) => name)).toEqual(['Pages du Courrier', 'Mon compte']);
    expect((await list(grace)).map(({ name }) => name)).toEqual(['Mon compte']);
    const { securityLog, providers } = world.db.read.t;
    const log = await world.db.read.select().from(securityLog).orderBy(securityLog.id);
    expect(log.map(({ event }) => event)).toEqual(['provider.added', 'provider.added', 'provider.changed', 'provider.removed']);
    const [kept] = await world.db.read.select().from(providers);
    expect(kept!.secret!.toString('latin1')).not.toContain('the secret of one client');
  });

  test('removing a provider signs out whoever came in by it; put back, it finds their accounts again', async () => {
    const publisher = await openPublisher(engine);
    const { world, grace, provider, openid } = publisher;
    const browser = createBrowser(world);
    await comeIn(publisher, browser, 'ada');

    await grace.desk('DELETE', `/api/v1/providers/${provider.id}`);
    const out = await browser.open('/signin');
    const again = (await add(grace, oidcInput(openid.issuer))).body;
    openid.register({ redirect: again.addresses.redirect });
    await comeIn({ ...publisher, provider: again }, createBrowser(world), 'ada');

    expect(out.status).toBe(200);
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
  });

  test('closing a provider signs out whoever came in by it, their sockets too, and nobody else; opened again, it lets them in', async () => {
    const publisher = await openPublisher(engine);
    const { world, grace, provider, openid } = publisher;
    const browser = createBrowser(world);
    await comeIn(publisher, browser, 'ada');
    await browser.submit('/join?next=/', { charter: '1' });
    const { connect } = await listen(world);
    const [theirs, others] = [await connect({ cookie: cookiesOf(browser), origin: OWN }), await connect(grace.asPage)];
    expect([await theirs.ask('me'), await others.ask('me')]).toEqual([{ seq: 0 }, { seq: 0 }]);

    const closed = await change(grace, provider.id, { ...oidcInput(openid.issuer), enabled: false });
    await until('the socket to end', () => theirs.socket.disconnected);
    const out = await browser.open('/account');
    await change(grace, provider.id, oidcInput(openid.issuer));
    await comeIn(publisher, browser, 'ada');

    expect(closed.status).toBe(200);
    expect(out).toMatchObject({ status: 303, location: '/signin?next=/account' });
    expect(others.socket.connected).toBe(true);
    expect((await browser.open('/account')).status).toBe(200);
    expect(await endedIn(world)).toEqual([{ provider: provider.id, sessions: 1 }]);
  });

  test('what else is changed of a provider signs nobody out', async () => {
    const publisher = await openPublisher(engine);
    const { world, grace, provider, openid } = publisher;
    const browser = createBrowser(world);
    await comeIn(publisher, browser, 'ada');

    await change(grace, provider.id, { ...oidcInput(openid.issuer), name: 'Mon compte' });

    expect((await browser.open('/account')).status).toBe(200);
  });

  test('whoever is between the provider and their second check when it closes does not come in', async () => {
    const publisher = await openPublisher(engine);
    const { world, grace, provider, openid } = publisher;
    const browser = createBrowser(world);
    await comeIn(publisher, browser, 'ada');
    const account = (await memberNamed(world, 'Ada Lovelace')).account!;
    await world.db.write((tx) => beginTotp(tx, world.deps.config, account.id));
    const secret = (await pendingTotp(world.db.read, world.deps.config, account.id))!;
    await world.db.write((tx) =>
      confirmTotp(tx, world.deps.config, { accountId: account.id, code: codeAt(world, secret), now: world.now() }),
    );
    world.pass(30_000);
    const late = createBrowser(world);
    const asked = await comeIn(publisher, late, 'ada');

    await change(grace, provider.id, { ...oidcInput(openid.issuer), enabled: false });
    const given = await late.submit(asked.location!, { code: codeAt(world, secret) });

    expect(asked.location).toMatch(/^\/signin\/code/);
    expect(given.status).toBe(401);
    expect((await late.open('/account')).status).toBe(303);
  });
});

const change = (person: Person, id: string, input: ProviderInput) => person.desk<ProviderWire>('PUT', `/api/v1/providers/${id}`, input);
const cookiesOf = ({ cookies }: ReturnType<typeof createBrowser>) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const codeAt = (world: World, secret: string) => new TOTP({ secret }).generate({ timestamp: world.now().getTime() });

async function endedIn({ db }: World) {
  const { securityLog } = db.read.t;
  const rows = await db.read.select({ facts: securityLog.facts }).from(securityLog).where(eq(securityLog.event, 'provider.changed'));
  return rows.flatMap(({ facts: { provider, sessions } }) => (sessions ? { provider, sessions } : []));
}

test('whoever manages another site, or none, sees and changes none of it', async () => {
  const world = await createWorld('sqlite', { fetch: ACROSS });
  const gazette = await world.addSite('gazette', 'gazette.test');
  const grace = await world.person('grace', 'manager');
  const { body: provider } = await add(grace, oidcInput(ISSUER));
  const others = [await world.person('ada'), await world.person('mod', 'moderator'), await world.person('eve', 'manager', { at: gazette })];

  for (const other of others) {
    expect((await other.desk('GET', '/api/v1/providers')).status).toBe(404);
    expect((await other.desk('PUT', `/api/v1/providers/${provider.id}`, oidcInput(ISSUER))).status).toBe(404);
    expect((await other.desk('DELETE', `/api/v1/providers/${provider.id}`)).status).toBe(404);
  }
  const eve = { host: 'gazette.test', ...others[2]!.asPage, origin: 'http://gazette.test' };
  expect((await world.request('DELETE', `/api/v1/providers/${provider.id}`, undefined, eve)).status).toBe(404);
  expect(await list(grace)).toHaveLength(1);
});

test.each<[string, Partial<ProviderInput>, string]>([
  ['an issuer that is no address', { config: { ...oidcInput('nowhere').config } }, 'config.issuer'],
  ['an issuer by plain http', { config: { ...oidcInput('http://www.courrier.test').config } }, 'config.issuer'],
  ['an issuer that only looks like this machine', { config: { ...oidcInput('http://localhost.evil.test').config } }, 'config.issuer'],
  ['an issuer with a query', { config: { ...oidcInput(`${ISSUER}/?a=b`).config } }, 'config.issuer'],
  ['a script for an issuer', { config: { ...oidcInput('javascript:alert(1)').config } }, 'config.issuer'],
  ['no client', { config: { ...oidcInput(ISSUER).config, audience: ' ' } }, 'config.audience'],
  ['no name', { name: '' }, 'name'],
  ['a scope with a space', { config: { ...oidcInput(ISSUER).config, scopes: ['a b'] } }, 'config.scopes.0'],
  [
    'a staff role',
    { config: { ...oidcInput(ISSUER).config, mappings: [{ claim: 'a', value: 'b', role: 'admin' as 'member', badge: null }] } },
    'config.mappings.0.role',
  ],
  ['a signing secret that is too short', { ...jwt, secret: 'short' }, 'secret'],
  ['signed tokens with neither secret nor keys', { ...jwt, secret: undefined }, 'secret'],
  ['DiscourseConnect without a secret', { ...oidcInput('https://www.courrier.test/sso'), kind: 'discourse', secret: null }, 'secret'],
])('%s is refused, beside its field', async (_, wrong, field) => {
  const world = await createWorld('sqlite', { fetch: ACROSS });
  const grace = await world.person('grace', 'manager');

  const answer = await add(grace, { ...oidcInput(ISSUER), ...wrong });

  expect(answer.status).toBe(422);
  expect(Object.keys(answer.body.error.fields!)).toEqual([field]);
});

test('an address that leads inside is refused where the service is in production', async () => {
  const world = await createWorld('sqlite');
  const grace = await world.person('grace', 'manager');

  const answers = [
    await add(grace, oidcInput(ISSUER)),
    await add(grace, oidcInput('https://192.168.1.1')),
    await add(grace, { ...jwt, config: { ...jwt.config, jwksUrl: 'https://169.254.169.254/keys' } }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
  expect(answers.flatMap(({ body }) => Object.keys(body.error.fields!))).toEqual(['config.issuer', 'config.issuer', 'config.jwksUrl']);
});

test('a door that is not open has no button and lets nobody by, but its manager may try it', async () => {
  const publisher = await openPublisher('sqlite');
  const { world, grace, provider, openid } = publisher;
  await grace.desk('PUT', `/api/v1/providers/${provider.id}`, { ...oidcInput(openid.issuer), enabled: false });
  const manager = createBrowser(world);

  const page = await createBrowser(world).open('/signin');
  const closed = await createBrowser(world).open(`/signin/with/${provider.id}`);
  const stranger = await createBrowser(world).open(`/signin/try/${provider.id}`, (await world.person('eve')).asPage);
  const sent = await manager.open(`/signin/try/${provider.id}`, { cookie: grace.asPage.cookie });
  const back = await createVisitor(openid).follow(sent.location!, 'ada');
  const cookies = [...manager.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const tried = await manager.open(pathOf(back), { cookie: `${grace.asPage.cookie}; ${cookies}` });

  expect(page.text).not.toContain('/signin/with/');
  expect([closed.status, stranger.status]).toEqual([404, 404]);
  expect(tried.status).toBe(200);
  for (const fact of ['Ada Lovelace', 'ada@lecteurs.test (vérifiée)', 'abonné', 'Abonné, Club', openid.issuer])
    expect(tried.text).toContain(fact);
  expect(await world.db.read.$count(world.db.read.t.identities)).toBe(0);
});

test('a provider opens no account that has rights beyond its own site', async () => {
  const publisher = await openPublisher('sqlite');
  const { world } = publisher;
  const gazette = await world.addSite('gazette', 'gazette.test');
  const browser = createBrowser(world);
  await browser.submit((await comeIn(publisher, browser, 'ada')).location!, { charter: '1' });
  const { members, accounts, identities } = world.db.read.t;
  const [{ accountId } = { accountId: 0 }] = await world.db.read.select().from(identities);
  const become = (siteId: number, role: 'admin' | 'moderator') =>
    world.db.write(async (tx) => {
      await tx
        .insert(tx.t.members)
        .values({ uid: world.deps.newId(), siteId, accountId, name: 'Ada', role, createdAt: world.now() })
        .onConflictDoUpdate({ target: [tx.t.members.siteId, tx.t.members.accountId], set: { role } });
    });

  await become(world.site.id, 'admin');
  const asAdminHere = await comeIn(publisher, createBrowser(world), 'ada');
  await become(gazette.id, 'moderator');
  const asStaffThere = await comeIn(publisher, createBrowser(world), 'ada');
  await world.db.write(async (tx) => {
    await tx.delete(members).where(eq(members.siteId, gazette.id));
    await tx.update(accounts).set({ owner: true }).where(eq(accounts.id, accountId));
  });
  const asOwner = await comeIn(publisher, createBrowser(world), 'ada');

  expect([asAdminHere.status, asStaffThere.status, asOwner.status]).toEqual([303, 403, 403]);
  expect(asOwner.text).toContain('a des droits que Compte Le Courrier ne peut pas ouvrir');
});

test('a site’s door opens on its own host and in the windows of its embeds, not on the pages of another site', async () => {
  const world = await createWorld('sqlite');
  const gazette = await world.addSite('gazette', 'gazette.test');
  const eve = await world.person('eve', 'manager', { at: gazette });
  const asEve = { host: 'gazette.test', ...eve.asPage, origin: 'http://gazette.test' };
  const input = { ...oidcInput('https://www.gazette.test/sso', { mappings: [] }), kind: 'discourse' as const };
  const { body: provider } = await world.request<ProviderWire>('POST', '/api/v1/providers', input, asEve);
  const asked = { site: 'gazette', origin: ORIGIN, challenge: 'c'.repeat(43), state: 's' };
  const next = `next=${encodeURIComponent(`/connect?${new URLSearchParams(asked)}`)}`;
  const door = `/signin/with/${provider.id}`;

  const courrier = createBrowser(world);
  const own = createBrowser(world, 'http://gazette.test');
  const elsewhere = createBrowser(world, 'http://unknown.test');

  expect(provider.addresses.redirect).toEqual([`http://gazette.test/signin/back/${provider.id}`, `${OWN}/signin/back/${provider.id}`]);
  expect((await courrier.open('/signin')).text).not.toContain(door);
  expect((await courrier.open(`/signin?${next}`)).text).toContain(door);
  expect((await own.open('/signin')).text).toContain(door);
  expect((await courrier.open(door)).status).toBe(404);
  expect((await elsewhere.open(`${door}?${next}`)).status).toBe(404);
  expect([(await courrier.open(`${door}?${next}`)).status, (await own.open(door)).status]).toEqual([303, 303]);
});
