import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createWorld, ORIGIN, type World } from '../../support/world.ts';
import { createBrowser, grace, linkOf } from '../accounts/browser.ts';

const SECURE = 'https://terrasse.courrier.test';
const EMBED = '/api/v1/session';

type Cookie = { name: string; value: string; attributes: Record<string, string> };

function readCookie(line: string): Cookie {
  const [first, ...rest] = line.split('; ');
  const [name, value] = [first!.slice(0, first!.indexOf('=')), first!.slice(first!.indexOf('=') + 1)];
  return { name, value, attributes: Object.fromEntries(rest.map((part) => [part.split('=')[0]!.toLowerCase(), part.split('=')[1] ?? ''])) };
}

/** Everything that sets one, once: each door, the embed's session, a guest's. Resolves with every Set-Cookie on the way. */
async function walk(world: World, own: string): Promise<Cookie[]> {
  const lines: string[] = [];
  const request = world.app.request.bind(world.app);
  world.app.request = (async (...args: Parameters<typeof request>) => {
    const response = await request(...args);
    lines.push(...response.headers.getSetCookie());
    return response;
  }) as typeof request;
  const browser = createBrowser(world, own);
  const embed = async (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') => {
    const given = { host: new URL(own).host, origin: ORIGIN, 'content-type': 'application/json', ...headers };
    const response = await world.app.request(`${own}/api/v1${path}`, { method, headers: given, body: JSON.stringify(body) });
    return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', body: (await response.json().catch(() => null)) as never };
  };
  const handshake = () => {
    const verifier = randomBytes(32).toString('base64url');
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
  };

  await browser.submit('/signup', grace);
  await browser.submit(await linkOf(world));
  await browser.open('/signin');
  await browser.submit('/signin', grace);
  const member = handshake();
  const asked = { site: 'courrier', origin: ORIGIN, challenge: member.challenge, state: 'x' };
  const window = await browser.submit('/connect', asked);
  const { cookie } = await embed('/session', { code: /data-code="([^"]+)"/.exec(window.text)![1], verifier: member.verifier });
  await embed('/session/refresh', {}, { cookie });
  await embed('/session', undefined, { cookie }, 'DELETE');
  await browser.submit('/account/sessions');
  await browser.submit('/signout');
  const guest = handshake();
  await embed('/guests', { site: 'courrier', name: 'Zoé', email: 'zoe@example.test', charter: 1, challenge: guest.challenge });
  await browser.submit(await linkOf(world));
  await embed('/session/guest', { verifier: guest.verifier });
  return lines.map(readCookie);
}

test('over https every cookie is for this host, unseen by scripts, and travels with no other site’s request', async () => {
  const world = await createWorld('sqlite', { settings: { guests: true } });
  world.deps.config.publicUrl = new URL(SECURE);

  const cookies = await walk(world, SECURE);

  const own = cookies.filter(({ attributes }) => attributes.path !== EMBED);
  const embeds = cookies.filter(({ attributes }) => attributes.path === EMBED);
  for (const { name, attributes } of cookies) {
    expect(attributes, name).toHaveProperty('httponly');
    expect(attributes, name).toHaveProperty('secure');
    expect(attributes, name).not.toHaveProperty('domain');
  }
  for (const { name, attributes } of own) expect([name, attributes.samesite, 'partitioned' in attributes]).toEqual([name, 'Lax', false]);
  for (const { name, attributes } of embeds) expect([name, attributes.samesite, 'partitioned' in attributes]).toEqual([name, 'None', true]);
  expect(own.filter(({ attributes }) => attributes.path === '/').map(({ name }) => name)).toContain('__Host-terrasse_session');
  expect(own.filter(({ name }) => name.includes('session')).every(({ name }) => name === '__Host-terrasse_session')).toBe(true);
  // The exchange, the refresh, the end; and a guest's.
  expect(embeds.map(({ value }) => value !== '')).toEqual([true, true, false, true]);
});

test('on http, as on one’s own machine, they are the same but for what asks for https', async () => {
  const world = await createWorld('sqlite', { settings: { guests: true } });

  const cookies = await walk(world, 'http://terrasse.courrier.test');

  expect(cookies.length).toBeGreaterThan(5);
  for (const { name, attributes } of cookies) {
    expect(attributes, name).toHaveProperty('httponly');
    expect(attributes.samesite, name).toBe('Lax');
    expect(name).not.toContain('__');
  }
});

test('the embed’s cookie opens its own routes and nothing else; a page’s cookie does not open them', async () => {
  const world = await createWorld('sqlite');
  const boss = await world.person('boss', 'admin', { owner: true });
  const { secret } = await world.deps.sessions.start(boss.accountId, { siteId: world.site.id, origin: ORIGIN });
  const embed = { cookie: `terrasse_embed=${secret}` };
  const posing = { ...boss.asPage, cookie: `terrasse_session=${secret}` };
  const page = { cookie: boss.asPage.cookie.replace('terrasse_session', 'terrasse_embed'), origin: ORIGIN };

  const opened = await world.request('POST', '/api/v1/session/refresh', {}, { ...embed, origin: ORIGIN });
  const elsewhere = await world.request('POST', '/api/v1/session/refresh', {}, { ...embed, origin: 'https://evil.test' });
  const desk = [
    await world.request('GET', '/api/v1/desk', undefined, embed),
    await world.request('GET', '/api/v1/desk', undefined, posing),
  ];
  const thread = await world.request<{ viewer: unknown }>('GET', '/api/v1/thread?site=courrier&article=pont', undefined, embed);
  const byPage = await world.request('POST', '/api/v1/session/refresh', {}, page);

  expect([opened.status, elsewhere.status]).toEqual([200, 403]);
  expect(desk.map(({ status }) => status)).toEqual([401, 401]);
  expect(thread.body.viewer).toBeNull();
  expect(byPage.status).toBe(401);
});
