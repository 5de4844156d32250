import { createHash, randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { SessionWire } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type Person, type World } from '../../support/world.ts';
import { createBrowser, grace } from './browser.ts';

const OTHER = 'https://evil.test';
const verifier = randomBytes(32).toString('base64url');
const asked = {
  site: 'courrier',
  origin: ORIGIN,
  challenge: createHash('sha256').update(verifier).digest('base64url'),
  state: 'state-1',
  lang: 'fr',
};
const pathOf = (params: Record<string, string>) => `/connect?${new URLSearchParams(params)}`;

onBothDatabases((engine) => {
  test('from signed out, by way of the form, to a code that is worth a session of that origin', async () => {
    const world = await createWorld(engine);
    const browser = createBrowser(world);
    await browser.submit('/signup', grace);

    const first = await browser.open(pathOf(asked));
    const form = await browser.open(first.location!);
    const entered = await browser.submit(first.location!, grace);
    const page = await browser.open(entered.location!);
    const done = await browser.submit('/connect', asked);

    const session = await exchange(world, { code: codeIn(done.text) });
    expect(first.location).toMatch(/^\/signin\?next=%2Fconnect%3F/);
    expect(form.text).toContain('Pour écrire sur Le Courrier');
    expect(form.text).toContain(`href="/signup?next=%2Fconnect`);
    expect(entered.location).toBe(pathOf(asked));
    expect(page.text).toContain('Continuer en tant que Grace sur Le Courrier');
    expect(page.text).toContain(ORIGIN);
    expect(done.text).toContain(`data-state="state-1" data-origin="${ORIGIN}"`);
    expect(done.text).toContain('src="/connect.js"');
    expect(done.text).toContain('Vous pouvez fermer cette fenêtre');
    expect(session).toMatchObject({ status: 200, body: { member: { name: 'Grace' } } });
  });

  test('a code works once: of two at once, one wins', async () => {
    const world = await createWorld(engine);
    const code = await codeFor(world, await world.person('ada'));

    const answers = await Promise.all([exchange(world, { code }), exchange(world, { code })]);
    const late = await exchange(world, { code });

    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 410]));
    expect(late.status).toBe(410);
  });

  test('a code is worth nothing with another verifier, on another origin, or two minutes later', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');

    const stolen = await exchange(world, { code: await codeFor(world, ada), verifier: randomBytes(32).toString('base64url') });
    const elsewhere = await exchange(world, { code: await codeFor(world, ada), origin: OTHER });
    const code = await codeFor(world, ada);
    world.pass(120_001);
    const old = await exchange(world, { code });

    expect([stolen.status, elsewhere.status, old.status]).toEqual([410, 410, 410]);
  });

  test('an account that is no member of the site accepts its charter first', async () => {
    const world = await createWorld(engine);
    await world.addSite('gazette', 'gazette.test');
    const ada = await world.person('ada');
    const browser = createBrowser(world);
    const params = { ...asked, site: 'gazette' };

    const page = await browser.open(pathOf(params), ada.asPage);
    const refused = await browser.submit('/connect', params, ada.asPage);
    const done = await browser.submit('/connect', { ...params, charter: '1' }, ada.asPage);

    expect(page.text).toContain('name="charter" value="1"');
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('data-code');
    expect((await exchange(world, { code: codeIn(done.text) })).status).toBe(200);
  });

  test('signing up in the window makes a member of the site that it was opened for', async () => {
    const world = await createWorld(engine);
    const gazette = await world.addSite('gazette', 'gazette.test');
    const browser = createBrowser(world);

    await browser.submit(`/signup?next=${encodeURIComponent(pathOf({ ...asked, site: 'gazette' }))}`, grace);

    const { members } = world.db.read.t;
    expect(await world.db.read.select({ siteId: members.siteId }).from(members)).toEqual([{ siteId: gazette.id }]);
  });
});

test.each([
  ['an unknown site', { site: 'nowhere' }, 404],
  ['an unlisted origin', { origin: OTHER }, 403],
  ['an origin that only begins like a listed one', { origin: `${ORIGIN}.evil.test` }, 403],
  ['a page instead of an origin', { origin: `${ORIGIN}/page` }, 403],
  ['no challenge', { challenge: '' }, 400],
  ['a short challenge', { challenge: 'abc' }, 400],
  ['no state', { state: '' }, 400],
  ['a state with markup', { state: '"><script>' }, 400],
  ['a way back elsewhere', { return: `${OTHER}/a` }, 400],
  ['a way back that only begins like the origin', { return: `${ORIGIN}@evil.test/` }, 400],
  ['a way back that is a script', { return: 'javascript:alert(1)' }, 400],
  ['a key no database takes', { site: '\0' }, 404],
])('%s is refused on a page that says so, sends nobody anywhere and gives no code', async (_, wrong, status) => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);

  const answers = [
    await browser.open(pathOf({ ...asked, ...wrong })),
    await browser.open(pathOf({ ...asked, ...wrong }), ada.asPage),
    await browser.submit('/connect', { ...asked, ...wrong }, ada.asPage),
  ];

  for (const answer of answers) {
    expect(answer.status).toBe(status);
    expect(answer.location).toBeNull();
    expect(answer.text).toContain('Cette demande de connexion ne va pas');
    expect(answer.text).not.toContain('<script>');
  }
  expect(await world.db.read.$count(world.db.read.t.oneTimeKeys)).toBe(0);
});

test('without a window, the code comes back in the fragment of the page it was asked from', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);

  const done = await browser.submit('/connect', { ...asked, return: `${ORIGIN}/article?x=1#comments` }, ada.asPage);

  const [page, fragment] = done.location!.split('#');
  const given = new URLSearchParams(fragment);
  expect(done.status).toBe(303);
  expect(page).toBe(`${ORIGIN}/article?x=1`);
  expect(given.get('terrasse-state')).toBe('state-1');
  expect((await exchange(world, { code: given.get('terrasse-code')! })).status).toBe(200);
});

test('changing accounts signs out and comes back to the same request', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);
  const page = await browser.open(pathOf(asked), ada.asPage);
  const action = /action="(\/signout[^"]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');

  const left = await browser.submit(action, {}, ada.asPage);

  expect(left).toMatchObject({ status: 303, location: pathOf(asked) });
});

test('the window keeps its opener all along its way, and no other page does', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);
  const next = `next=${encodeURIComponent(pathOf(asked))}`;
  const policy = async (path: string) => (await browser.open(path)).headers.get('cross-origin-opener-policy');

  const inWindow = [pathOf(asked), `/signin?${next}`, `/signup?${next}`, `/forgot?${next}`];
  const outside = ['/signin', '/signup?next=/t/1', `/account?${next}`, `/join?${next}`, '/charter'];
  const page = await browser.open(pathOf({ ...asked, return: `${ORIGIN}/article` }), ada.asPage);
  const plain = await browser.open(pathOf(asked), ada.asPage);

  expect(await Promise.all(inWindow.map(policy))).toEqual(inWindow.map(() => 'unsafe-none'));
  expect(await Promise.all(outside.map(policy))).toEqual(outside.map(() => 'same-origin'));
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${ORIGIN};`);
  expect(plain.headers.get('content-security-policy')).toContain("form-action 'self';");
  expect(plain.headers.get('content-security-policy')).toContain("script-src 'self';");
});

test('the script speaks to that exact origin only', async () => {
  const world = await createWorld('sqlite');
  const { headers, text } = await createBrowser(world).open('/connect.js');
  const sent: unknown[] = [];
  const window = { opener: { postMessage: (...args: unknown[]) => sent.push(args) }, close: () => sent.push('closed') };
  const document = { readyState: 'complete', querySelector: () => ({ dataset: { code: 'c', state: 's', origin: ORIGIN } }) };

  runInNewContext(text, { window, document });
  runInNewContext(text, { window: { opener: null }, document });

  expect(headers.get('content-type')).toContain('text/javascript');
  expect(sent).toEqual([[{ type: 'terrasse:code', code: 'c', state: 's' }, ORIGIN], 'closed']);
});

const codeIn = (text: string) => /data-code="([^"]+)"/.exec(text)![1]!;

async function codeFor(world: World, person: Person) {
  return codeIn((await createBrowser(world).submit('/connect', asked, person.asPage)).text);
}

const exchange = (world: World, given: { code: string; verifier?: string; origin?: string }) =>
  world.request<SessionWire>(
    'POST',
    '/api/v1/session',
    { code: given.code, verifier: given.verifier ?? verifier },
    { origin: given.origin ?? ORIGIN },
  );

test('a preflight from a page of the site lets it bring its cookie to the session’s routes, and to no other', async () => {
  const world = await createWorld('sqlite');
  const ask = (path: string) =>
    world.request('OPTIONS', path, undefined, {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });

  const [session, refresh, posts] = [await ask('/api/v1/session'), await ask('/api/v1/session/refresh'), await ask('/api/v1/posts')];

  for (const { status, headers } of [session, refresh])
    expect([status, headers.get('access-control-allow-credentials')]).toEqual([204, 'true']);
  expect([posts.status, posts.headers.get('access-control-allow-credentials')]).toEqual([204, null]);
  expect(posts.headers.get('access-control-allow-origin')).toBe(ORIGIN);
});
