// DiscourseConnect: a publisher whose accounts serve a Discourse forum already.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ProviderInput, ProviderWire } from '#server/sign-on/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type World } from '../../support/world.ts';
import { createBrowser, mailsOf } from '../accounts/browser.ts';
import { memberNamed, pathOf, type Browser } from './publisher.ts';

const SECRET = 'shared with the publisher';
const ADDRESS = 'https://www.courrier.test/session/sso';

const input: ProviderInput = {
  kind: 'discourse',
  name: 'Mon Courrier',
  enabled: true,
  config: {
    issuer: ADDRESS,
    audience: '',
    jwksUrl: null,
    scopes: [],
    mappings: [{ claim: 'groups', value: 'abonnes', role: 'subscriber', badge: 'Abonné' }],
  },
  secret: SECRET,
};

const ada = { external_id: '42', email: 'ada@lecteurs.test', name: 'Ada Lovelace', username: 'ada', groups: 'lecteurs,abonnes' };

onBothDatabases((engine) => {
  test('a reader of the publisher comes in, with what their groups give, and is found again', async () => {
    const { world, provider } = await openSite(engine);
    const browser = createBrowser(world);

    const asked = await ask(browser, provider);
    const arrived = await browser.open(answerTo(asked, ada));
    await browser.submit(arrived.location!, { charter: '1' });
    const again = createBrowser(world);
    const back = await again.open(answerTo(await ask(again, provider), { ...ada, name: 'Ada L.', groups: '' }));

    const { account, member } = await memberNamed(world, 'Ada Lovelace');
    expect(asked.url.origin + asked.url.pathname).toBe(ADDRESS);
    expect(asked.payload.get('return_sso_url')).toBe(`${OWN}/signin/back/${provider.id}`);
    expect(asked.sig).toBe(sign(asked.sso));
    expect(arrived).toMatchObject({ status: 303, location: '/join?next=%2Fcharter' });
    expect(back.location).toBe('/charter');
    expect(account).toMatchObject({ email: 'ada@lecteurs.test', emailKey: null, emailConfirmedAt: world.now() });
    expect(member).toMatchObject({ role: 'member', badges: [] });
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
  });

  test('an answer is good once, within ten minutes, in the browser that asked', async () => {
    const { world, provider } = await openSite(engine);
    const browser = createBrowser(world);
    const used = answerTo(await ask(browser, provider), ada);
    const others = answerTo(await ask(createBrowser(world), provider), ada);
    const first = await browser.open(used);
    browser.cookies.delete('terrasse_session');

    const replayed = await browser.open(used);
    const elsewhere = await browser.open(others);
    const old = await ask(browser, provider);
    world.pass(10 * 60_000 + 1);
    const late = await browser.open(answerTo(old, ada));

    expect([first.status, replayed.status, elsewhere.status, late.status]).toEqual([303, 403, 403, 403]);
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
  });
});

test('no role of staff comes from there, whatever it says', async () => {
  const { world, provider } = await openSite('sqlite');
  const browser = createBrowser(world);

  const arrived = await browser.open(answerTo(await ask(browser, provider), { ...ada, admin: 'true', moderator: 'true' }));
  await browser.submit(arrived.location!, { charter: '1' });

  const { account, member } = await memberNamed(world, 'Ada Lovelace');
  expect(account!.owner).toBe(false);
  expect(member!.role).toBe('subscriber');
  expect((await browser.open('/api/v1/desk')).status).toBe(404);
});

test('an address that the publisher has not checked is asked to be confirmed', async () => {
  const { world, provider } = await openSite('sqlite');
  const browser = createBrowser(world);

  await browser.open(answerTo(await ask(browser, provider), { ...ada, require_activation: 'true' }));

  const { account } = await memberNamed(world, 'Ada Lovelace');
  const [mail] = await mailsOf(world);
  expect(account!.emailConfirmedAt).toBeNull();
  expect(mail).toMatchObject({ to: 'ada@lecteurs.test' });
});

test('a user of Discourse is not the user of the same number of an OpenID provider at that address', async () => {
  const { world, provider } = await openSite('sqlite');
  const browser = createBrowser(world);
  await browser.open(answerTo(await ask(browser, provider), ada));

  const { identities } = world.db.read.t;
  const [identity] = await world.db.read.select().from(identities);

  expect(identity).toMatchObject({ issuer: 'discourse:https://www.courrier.test', subject: '42' });
});

test.each<[string, (asked: Asked) => string]>([
  ['signed with another secret', (asked) => answerTo(asked, ada, 'another secret')],
  ['with a signature cut short', (asked) => answerTo(asked, ada).slice(0, -1)],
  ['without a signature', (asked) => answerTo(asked, ada).replace(/&sig=.*/, '')],
  ['changed after it was signed', (asked) => answerTo(asked, ada).replace(/sso=..../, 'sso=AAAA')],
  ['our own question, sent back', ({ url, back }) => `${back}${url.search}`],
  ['without external_id', (asked) => answerTo(asked, { ...ada, external_id: '' })],
  ['with a NUL in external_id', (asked) => answerTo(asked, { ...ada, external_id: '4\0' })],
  ['to a question never asked', (asked) => answerTo({ ...asked, payload: new URLSearchParams({ nonce: 'x' }) }, ada)],
  ['failed', (asked) => answerTo(asked, { ...ada, failed: 'true' })],
  ['empty', ({ back }) => back],
])('an answer %s opens nothing', async (_, forge) => {
  const { world, provider } = await openSite('sqlite');
  const browser = createBrowser(world);

  const answer = await browser.open(forge(await ask(browser, provider)));

  expect(answer.status).toBe(403);
  expect(answer.text).toContain('La connexion avec Mon Courrier n’a pas abouti');
  expect(await world.db.read.$count(world.db.read.t.identities)).toBe(0);
});

async function openSite(engine: Parameters<typeof createWorld>[0]): Promise<{ world: World; provider: ProviderWire }> {
  const world = await createWorld(engine);
  const grace = await world.person('grace', 'manager');
  const { body: provider } = await grace.desk<ProviderWire>('POST', '/api/v1/providers', input);
  return { world, provider };
}

type Asked = { url: URL; sso: string; sig: string; payload: URLSearchParams; back: string };

/** The publisher's side: what its server is asked … */
async function ask(browser: Browser, provider: ProviderWire): Promise<Asked> {
  const { location } = await browser.open(`/signin/with/${provider.id}?next=/charter`);
  const url = new URL(location!);
  const sso = url.searchParams.get('sso')!;
  const payload = new URLSearchParams(Buffer.from(sso, 'base64').toString());
  return { url, sso, sig: url.searchParams.get('sig')!, payload, back: pathOf(payload.get('return_sso_url')!) };
}

/** … and where it sends the browser back. */
function answerTo({ payload, back }: Asked, fields: Record<string, string>, secret = SECRET): string {
  const sso = Buffer.from(new URLSearchParams({ nonce: payload.get('nonce')!, ...fields }).toString()).toString('base64');
  return `${back}?${new URLSearchParams({ sso, sig: sign(sso, secret) })}`;
}

const sign = (sso: string, secret = SECRET) => createHmac('sha256', secret).update(sso).digest('hex');
