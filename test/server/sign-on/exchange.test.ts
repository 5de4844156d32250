import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { deleteExchanged } from '#server/sign-on/exchange-token.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ErrorBody, SessionWire } from '#server/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { claimsOf, makeKeys, openDoor, signWith } from '../../support/publisher.ts';
import { createWorld, ORIGIN, type World } from '../../support/world.ts';

const MINUTE = 60_000;
const OTHER = 'https://m.courrier.test';

type Answer = { status: number; body: SessionWire & ErrorBody; cookie: string | undefined };

/** A world whose site has a door for signed tokens, and one browser in front of it. */
async function openWorld(engine: Engine, given: Parameters<typeof createWorld>[1] = {}) {
  const world = await createWorld(engine, given);
  const door = await openDoor(world.deps, world.site.id);
  const exchange = async (token: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const {
      status,
      body,
      headers: answered,
    } = await world.request<SessionWire & ErrorBody>(
      'POST',
      '/api/v1/session/exchange',
      { site: 'courrier', token },
      { origin: ORIGIN, ...headers },
    );
    const cookie = /^terrasse_embed=[^;]+/.exec(answered.get('set-cookie') ?? '')?.[0];
    return { status, body, cookie };
  };
  const token = (more: JWTPayload = {}) => signWith(door.secret, claimsOf(world.deps, more));
  const bearer = ({ body }: Answer) => ({ authorization: `Bearer ${body.token}`, origin: ORIGIN });
  const viewer = async (answer: Answer) => (await world.readThread('pont', '', bearer(answer))).viewer;
  const post = (answer: Answer, source = 'Bonjour') => {
    const body = { site: 'courrier', article: 'pont', source, parent: null, clientId: crypto.randomUUID() };
    return world.request<PostAnswer>('POST', '/api/v1/posts', body, bearer(answer));
  };
  return { world, door, exchange, token, bearer, viewer, post };
}

const count = (world: World, table: 'sessions' | 'accounts' | 'members' | 'identities') => world.db.read.$count(world.db.read.t[table]);
const logged = async ({ db }: World) =>
  (await db.read.select().from(db.read.t.securityLog).orderBy(db.read.t.securityLog.id))
    .filter(({ event }) => event.startsWith('signin.'))
    .map(({ event, facts }) => ({ event, ...facts }));
const sessionOf = ({ body: { token } }: Answer) => token.split('.')[1];

onBothDatabases((engine) => {
  test('a reader signed in at the newspaper reads and writes as such, and needs no confirmed address', async () => {
    const { world, exchange, token, viewer, post } = await openWorld(engine);

    const answer = await exchange(await token({ email: 'ines@exemple.test' }));

    expect(answer).toMatchObject({ status: 200, body: { member: { name: 'Inès Kerbrat' } }, cookie: expect.any(String) });
    expect(await viewer(answer)).toMatchObject({ name: 'Inès Kerbrat', role: 'member', canPost: true, acceptsByPosting: true });
    expect((await post(answer)).body.post.state).toBe('published');
    expect((await viewer(answer))!.acceptsByPosting).toBe(false);
    const [member] = await world.db.read.select().from(world.db.read.t.members);
    expect(member).toMatchObject({ charterVersion: 1, role: 'member' });
    expect(await logged(world)).toEqual([{ event: 'signin.succeeded', by: 'token', provider: expect.any(String) }]);
  });

  test('who comes without an address is vouched for all the same; one that the token says is not proved is not kept', async () => {
    const { world, exchange, token, post } = await openWorld(engine);

    const answers = [
      await exchange(await token({ sub: 'one' })),
      await exchange(await token({ sub: 'two', email: 'two@exemple.test', email_verified: false })),
    ];

    for (const answer of answers) expect((await post(answer)).body.post.state).toBe('published');
    expect(await world.db.read.select({ email: world.db.read.t.accounts.email }).from(world.db.read.t.accounts)).toEqual([
      { email: null },
      { email: null },
    ]);
  });

  test('identity is site, issuer and subject: the same person again, another by another subject', async () => {
    const { world, exchange, token } = await openWorld(engine);

    const first = await exchange(await token());
    const second = await exchange(await token());
    const other = await exchange(await token({ sub: 'ines-2' }));

    expect(second.body.member).toEqual(first.body.member);
    expect(other.body.member.id).not.toBe(first.body.member.id);
    expect(await count(world, 'identities')).toBe(2);
  });

  test('no account is found by the address of a token, nor can one be signed in to by it', async () => {
    const { world, exchange, token } = await openWorld(engine);
    const ada = await world.person('ada');

    const answer = await exchange(await token({ email: 'ada@example.test', email_verified: true }));

    expect(answer.body.member.id).not.toBe(ada.member.uid);
    const { accounts } = world.db.read.t;
    const made = await world.db.read.select().from(accounts).where(eq(accounts.name, 'Inès Kerbrat'));
    expect(made).toMatchObject([{ email: 'ada@example.test', emailKey: null, password: null, owner: false }]);
  });

  test('a token never gives a staff role, whatever it claims', async () => {
    const { world, exchange, token, viewer } = await openWorld(engine);

    const answer = await exchange(await token({ role: 'admin', roles: ['admin'], admin: true, owner: true, moderator: true }));

    expect((await viewer(answer))!.role).toBe('member');
    const headers = { authorization: `Bearer ${answer.body.token}`, origin: ORIGIN };
    for (const path of ['/api/v1/desk', '/api/v1/cases', '/api/v1/settings'])
      expect((await world.request('GET', path, undefined, headers)).status).toBeGreaterThanOrEqual(403);
  });

  test('another name in the token moves the pages’ validator and keeps the old one; a name that staff took off stays off', async () => {
    const { world, exchange, token, viewer, post } = await openWorld(engine);
    const path = '/api/v1/thread?site=courrier&article=pont';
    const etag = async () => (await world.request('GET', path)).headers.get('etag');
    const first = await exchange(await token());
    await post(first);
    const before = await etag();

    const renamed = await exchange(await token({ name: 'Inès K.' }));
    const after = await etag();
    const mod = await world.person('mod', 'moderator');
    const [member] = await world.db.read.select().from(world.db.read.t.members).where(eq(world.db.read.t.members.name, 'Inès K.'));
    const form = { ...mod.asPage, 'content-type': 'application/x-www-form-urlencoded' };
    await world.request('POST', `/members/${member!.uid}/name`, 'name=Lectrice+12&reason=Injure', form);
    await exchange(await token({ name: 'Inès K.', jti: 'again' }));

    expect((await viewer(renamed))!.name).toBe('Lectrice 12');
    expect(after).not.toBe(before);
    const { formerNames } = world.db.read.t;
    expect((await world.db.read.select().from(formerNames).orderBy(formerNames.id)).map(({ name }) => name)).toEqual([
      'Inès Kerbrat',
      'Inès K.',
    ]);
  });

  test('name, subscription and badges follow the token; what staff gave stays', async () => {
    const { world, exchange, token, viewer } = await openWorld(engine);
    const badges = async () =>
      (await world.db.read.select({ badges: world.db.read.t.members.badges }).from(world.db.read.t.members))[0]!.badges;

    const first = await exchange(await token({ subscriber: true, badges: ['Abonnée', 'Correspondante'] }));
    const asSubscriber = await viewer(first);
    const badgesThen = await badges();
    const second = await exchange(await token({ name: 'Inès K.', subscriber: false, badges: [] }));
    const asMember = await viewer(second);
    const badgesAfter = await badges();
    await world.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role: 'journalist' })));
    const third = await exchange(await token({ subscriber: true }));

    expect(asSubscriber).toMatchObject({ role: 'subscriber', name: 'Inès Kerbrat' });
    expect(badgesThen).toEqual(['Abonnée', 'Correspondante']);
    expect(asMember).toMatchObject({ role: 'member', name: 'Inès K.' });
    expect(badgesAfter).toEqual([]);
    expect((await viewer(third))!.role).toBe('journalist');
  });

  test('a declared age is kept once it was said', async () => {
    const { world, exchange, token } = await openWorld(engine);

    await exchange(await token({ age_over_15: true }));
    await exchange(await token());

    const [member] = await world.db.read.select().from(world.db.read.t.members);
    expect(member!.ageDeclaredAt).toEqual(world.now());
  });

  describe('the same token again', () => {
    test('within five minutes gives the same session, with the cookie: two elements, a reload', async () => {
      const { world, exchange, token } = await openWorld(engine);
      const once = await token();

      const first = await exchange(once);
      world.pass(5 * MINUTE - 1);
      const again = await exchange(once, { cookie: first.cookie! });
      const withoutCookie = await exchange(once);

      expect([again.status, withoutCookie.status]).toEqual([200, 200]);
      expect([sessionOf(again), sessionOf(withoutCookie)]).toEqual([sessionOf(first), sessionOf(first)]);
      expect([again.cookie, withoutCookie.cookie]).toEqual([first.cookie, first.cookie]);
      expect(await count(world, 'sessions')).toBe(1);
    });

    test('at once, many times: one account, one member, one session', async () => {
      const { world, exchange, token } = await openWorld(engine);
      const once = await token();

      const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(once)));

      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(answers.map(sessionOf)).size).toBe(1);
      expect(new Set(answers.map(({ cookie }) => cookie)).size).toBe(1);
      for (const table of ['sessions', 'accounts', 'members', 'identities'] as const) expect(await count(world, table), table).toBe(1);
    });

    test('later it is worth nothing, however its signature is spelled; who holds the session goes on with it', async () => {
      const { world, exchange, token } = await openWorld(engine);
      const once = await token();
      const first = await exchange(once);
      world.pass(5 * MINUTE);

      const late = await exchange(once, { cookie: first.cookie! });
      const respelled = await exchange(spellOtherwise(once));
      const refreshed = await world.request('POST', '/api/v1/session/refresh', {}, { origin: ORIGIN, cookie: first.cookie! });

      for (const { status, body, cookie } of [late, respelled])
        expect({ status, ...body.error, cookie }).toMatchObject({ status: 401, code: 'session_ended', details: { problem: 'spent' } });
      expect([late.cookie, respelled.cookie]).toEqual([undefined, undefined]);
      expect(refreshed.status).toBe(200);
      expect((await logged(world)).slice(1)).toEqual([
        { event: 'signin.failed', by: 'token', problem: 'spent', origin: ORIGIN },
        { event: 'signin.failed', by: 'token', problem: 'spent', origin: ORIGIN },
      ]);
    });

    test('from another of the site’s origins it is refused, and the first keeps its session', async () => {
      const { world, exchange, token, viewer } = await openWorld(engine);
      await world.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ origins: [ORIGIN, OTHER] })));
      const once = await token();
      const first = await exchange(once);

      const elsewhere = await exchange(once, { origin: OTHER });

      expect(elsewhere).toMatchObject({ status: 401, body: { error: { code: 'session_ended', details: { problem: 'elsewhere' } } } });
      expect(await viewer(first)).not.toBeNull();
    });

    test('after signing out it opens nothing any more', async () => {
      const { world, exchange, token, bearer } = await openWorld(engine);
      const once = await token();
      const first = await exchange(once);

      await world.request('DELETE', '/api/v1/session', undefined, bearer(first));

      expect((await exchange(once)).status).toBe(401);
    });

    test('is forgotten once it could not be believed anyway', async () => {
      const { world, exchange, token } = await openWorld(engine);
      await exchange(await token());
      const kept = () => world.db.read.$count(world.db.read.t.exchangedTokens);

      await deleteExchanged(world.db, new Date(world.now().getTime() + 15 * MINUTE));
      const before = await kept();
      await deleteExchanged(world.db, new Date(world.now().getTime() + 16 * MINUTE));

      expect([before, await kept()]).toEqual([1, 0]);
    });
  });

  describe('the next token', () => {
    test('goes on with the session that the browser holds: a page read is no new sign-in', async () => {
      const { world, exchange, token } = await openWorld(engine);

      const first = await exchange(await token());
      const next = await exchange(await token(), { cookie: first.cookie! });

      expect(sessionOf(next)).toBe(sessionOf(first));
      expect(next.cookie).toBe(first.cookie);
      expect(await count(world, 'sessions')).toBe(1);
      expect(await logged(world)).toHaveLength(1);
    });

    test('of another reader ends the session of the one before', async () => {
      const { world, exchange, token, viewer, bearer } = await openWorld(engine);

      const ines = await exchange(await token());
      const paul = await exchange(await token({ sub: 'paul', name: 'Paul' }), { cookie: ines.cookie! });

      expect((await viewer(paul))!.name).toBe('Paul');
      expect((await world.request('GET', '/api/v1/thread?site=courrier&article=pont', undefined, bearer(ines))).status).toBe(401);
      expect(world.events).toContainEqual({ name: 'session.ended', event: { sessionId: sessionOf(ines) } });
    });

    test('where a browser keeps no cookie, begins another session; the oldest of many end', async () => {
      const { world, exchange, token } = await openWorld(engine);

      const answers: Answer[] = [];
      for (let i = 0; i < 12; i++) answers.push(await exchange(await token()));

      expect(await count(world, 'sessions')).toBe(10);
      expect(new Set(answers.map(sessionOf)).size).toBe(12);
    });
  });

  test('two doors of one name are a change of secrets under way: either opens; a disabled one does not', async () => {
    const { world, door, exchange } = await openWorld(engine);
    const next = await openDoor(world.deps, world.site.id);
    const old = await openDoor(world.deps, world.site.id, { enabled: false });

    const answers = await Promise.all([door, next, old].map(async ({ secret }) => exchange(await signWith(secret, claimsOf(world.deps)))));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401]);
    expect(answers[1]!.body.member).toEqual(answers[0]!.body.member);
  });

  test('a door opens no account that has rights elsewhere', async () => {
    const { world, exchange, token } = await openWorld(engine);
    await exchange(await token());
    await world.db.write(async (tx) => void (await tx.update(tx.t.accounts).set({ owner: true })));

    const refused = await exchange(await token());

    expect(refused).toMatchObject({ status: 401, body: { error: { details: { problem: 'staff' } } } });
  });

  test('two sites keep their readers apart, though one publisher signs for both', async () => {
    const { world, door, exchange, token } = await openWorld(engine);
    const gazette = await world.addSite('gazette', 'gazette.test');
    const first = await exchange(await token());
    const at = (site: string, signed: string) =>
      world.request<SessionWire>('POST', '/api/v1/session/exchange', { site, token: signed }, { origin: ORIGIN });

    const closed = await at('gazette', await token());
    await openDoor(world.deps, gazette.id, { secret: door.secret });
    const open = await at('gazette', await token());

    expect(closed.status).toBe(401);
    expect(open.status).toBe(200);
    expect(open.body.member.id).not.toBe(first.body.member.id);
    expect(await count(world, 'accounts')).toBe(2);
  });
});

/** The last letter of 43 holds two bits that mean nothing: decoders let four spellings pass. */
function spellOtherwise(token: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = letters.indexOf(token.at(-1)!);
  return token.slice(0, -1) + letters[last % 4 === 3 ? last - 1 : last + 1];
}

describe('is refused, logged, and never a bug of ours:', () => {
  type Forge = (given: Awaited<ReturnType<typeof openWorld>>) => Promise<string> | string;
  const signed =
    (more: JWTPayload | ((now: number) => JWTPayload)): Forge =>
    ({ token, world }) =>
      token(typeof more === 'function' ? more(Math.floor(world.now().getTime() / 1000)) : more);
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** As no library would. */
  const forgeHs = (secret: string, claims: unknown) => {
    const signedText = `${base64({ alg: 'HS256' })}.${base64(claims)}`;
    return `${signedText}.${createHmac('sha256', secret).update(signedText).digest('base64url')}`;
  };

  const forged: [string, string, Forge][] = [
    ['nothing', 'malformed', () => ''],
    ['a word', 'malformed', () => 'jeton'],
    ['dots', 'malformed', () => '..'],
    ['something that is no JSON', 'malformed', () => 'e30.aGVsbG8.AAAA'],
    ['an array for claims', 'malformed', () => `${base64({ alg: 'HS256' })}.${base64([])}.AAAA`],
    ['an encrypted token', 'malformed', () => 'a.b.c.d.e'],
    ['one of another issuer', 'issuer', signed({ iss: 'https://evil.test' })],
    ['one without an issuer', 'issuer', signed({ iss: undefined })],
    ['one for another service', 'audience', signed({ aud: 'something-else' })],
    ['one for nobody', 'audience', signed({ aud: undefined })],
    ['one that names nobody', 'subject', signed({ sub: undefined })],
    ['one that names nobody, in words', 'subject', signed({ sub: '' })],
    ['a subject that no database takes', 'subject', signed({ sub: 'a\0b' })],
    ['a subject without end', 'subject', signed({ sub: 'x'.repeat(256) })],
    ['a subject that is no text', 'subject', signed({ sub: { toString: 'ines' } as unknown as string })],
    ['one that has ended', 'expired', signed((now) => ({ iat: now - 900, exp: now - 61 }))],
    ['one that never ends', 'too_long', signed({ exp: undefined })],
    ['one that ends in two hours', 'too_long', signed((now) => ({ iat: undefined, exp: now + 7200 }))],
    ['one made for two hours, of which one has passed', 'too_long', signed((now) => ({ iat: now - 3500, exp: now + 3500 }))],
    ['one of yesterday', 'too_long', signed((now) => ({ iat: now - 86_400, exp: now + 60 }))],
    ['one of the future', 'too_early', signed((now) => ({ iat: now + 120, exp: now + 900 }))],
    ['one that is not good yet', 'too_early', signed((now) => ({ nbf: now + 120 }))],
    ['one that ends at no time', 'too_long', ({ door, world }) => forgeHs(door.secret, { ...claimsOf(world.deps), exp: 'soon' })],
    ['another secret', 'signature', ({ world }) => signWith('x'.repeat(43), claimsOf(world.deps))],
    ['an empty secret', 'signature', async ({ token }) => `${(await token()).split('.').slice(0, 2).join('.')}.`],
    ['alg: none', 'algorithm', ({ world }) => new UnsecuredJWT(claimsOf(world.deps)).encode()],
    ['alg: None', 'algorithm', ({ world }) => `${base64({ alg: 'None' })}.${base64(claimsOf(world.deps))}.`],
    [
      'alg: none, with a good signature behind it',
      'algorithm',
      async ({ token }) => {
        const [, payload, signature] = (await token()).split('.');
        return `${base64({ alg: 'none' })}.${payload}.${signature}`;
      },
    ],
    [
      'HS512 under the same secret',
      'algorithm',
      ({ door, world }) => new SignJWT(claimsOf(world.deps)).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.from(door.secret.repeat(2))),
    ],
    [
      'claims changed under a good signature',
      'signature',
      async ({ token, world }) => {
        const [header, , signature] = (await token()).split('.');
        return `${header}.${base64(claimsOf(world.deps, { sub: 'somebody-else' }))}.${signature}`;
      },
    ],
    [
      'a header that asks for the unknown',
      'malformed',
      async ({ door, world }) =>
        new SignJWT(claimsOf(world.deps))
          .setProtectedHeader({ alg: 'HS256', crit: ['exp'], exp: 1 })
          .sign(Buffer.from(door.secret), { crit: { exp: true } }),
    ],
    [
      'a key of its own in the header',
      'algorithm',
      async ({ world }) => {
        const { sign, jwk } = await makeKeys('ES256', 'mine');
        return (await sign(claimsOf(world.deps))).replace(/^[^.]+/, base64({ alg: 'ES256', jwk }));
      },
    ],
  ];

  test.each(forged)('%s (%s)', async (_, problem, forge) => {
    const given = await openWorld('sqlite');

    const { status, body, cookie } = await given.exchange(await forge(given));

    expect({ status, problem: (body.error?.details as { problem?: string } | undefined)?.problem, cookie }).toEqual({
      status: 401,
      problem,
      cookie: undefined,
    });
    expect(body.error.code).toBe(problem === 'expired' ? 'session_ended' : 'wrong_credentials');
    expect(await logged(given.world)).toEqual([{ event: 'signin.failed', by: 'token', problem, origin: ORIGIN }]);
    expect(await count(given.world, 'accounts')).toBe(0);
  });

  test('one from a page that the site does not list, or for no site', async () => {
    const { world, exchange, token } = await openWorld('sqlite');
    const once = await token();
    const at = (site: unknown, headers: Record<string, string> = { origin: ORIGIN }) =>
      world.request('POST', '/api/v1/session/exchange', { site, token: once }, headers);

    const statuses = [
      (await exchange(once, { origin: 'https://evil.test' })).status,
      (await at('courrier', {})).status,
      (await at('nowhere')).status,
      (await at('\0')).status,
      (await at(12)).status,
      (await exchange('x'.repeat(9000))).status,
    ];

    expect(statuses).toEqual([403, 403, 404, 422, 422, 422]);
    expect((await exchange(once)).status).toBe(200);
  });

  test('many, from one address: it is told to wait, and fills no log; who has a good token comes in', async () => {
    const { world, exchange, token } = await openWorld('sqlite', { limits: true });

    const statuses = [];
    for (let i = 0; i < 70; i++) statuses.push((await exchange('jeton')).status);

    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect(statuses.slice(60)).toEqual(Array.from({ length: 10 }, () => 429));
    expect(await logged(world)).toHaveLength(60);
    expect((await exchange(await token())).status).toBe(200);
  });
});

describe('by public keys', () => {
  /** What a publisher's server answers at its keys' address. */
  async function publish(jwks: () => unknown) {
    const asked = { times: 0 };
    const server = createServer((_, response) => {
      asked.times += 1;
      const body = jwks();
      response.writeHead(body === null ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`, asked };
  }

  async function openWithKeys(keys: () => unknown) {
    const given = await openWorld('sqlite', { fetch: createGuardedFetch({ allowPrivate: true }) });
    const { url, asked } = await publish(keys);
    await openDoor(given.world.deps, given.world.site.id, { issuer: 'https://keys.test', jwksUrl: url });
    const claims = (more: JWTPayload = {}) => claimsOf(given.world.deps, { iss: 'https://keys.test', ...more });
    const problem = async (token: string) =>
      ((await given.exchange(token)).body.error?.details as { problem: string } | undefined)?.problem ?? 'none';
    return { ...given, claims, asked, problem };
  }

  test.each(['RS256', 'ES256', 'EdDSA'] as const)('%s is believed', async (alg) => {
    const { jwk, sign } = await makeKeys(alg, 'k1');
    const { exchange, claims } = await openWithKeys(() => ({ keys: [jwk] }));

    expect((await exchange(await sign(claims()))).status).toBe(200);
  });

  test('a key that came after is found, one asked for in vain is not asked for again at once, an old one goes', async () => {
    const [first, second, strange] = await Promise.all([makeKeys('ES256', 'k1'), makeKeys('ES256', 'k2'), makeKeys('ES256', 'k3')]);
    let published = [first.jwk];
    const { world, claims, asked, problem } = await openWithKeys(() => ({ keys: published }));

    expect(await problem(await first.sign(claims()))).toBe('none');
    for (let i = 0; i < 5; i++) expect(await problem(await strange.sign(claims()))).toBe('key');
    expect(asked.times).toBe(1);

    published = [second.jwk];
    world.pass(11 * MINUTE);
    expect(await problem(await second.sign(claims()))).toBe('none');
    expect(await problem(await first.sign(claims()))).toBe('key');
    expect(asked.times).toBe(2);
  });

  test('where the keys can’t be had, or are none, nobody is believed', async () => {
    const { jwk, sign } = await makeKeys('RS256', 'k1');
    for (const answer of [
      null,
      { keys: [] },
      { keys: 'none' },
      [],
      { keys: [{ ...jwk, n: 'AQAB' }] },
      { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'k1' }] },
    ]) {
      const { problem, claims } = await openWithKeys(() => answer);
      expect(await problem(await sign(claims())), JSON.stringify(answer)).toMatch(/^(key|signature)$/);
    }
  });

  test('no key is taken for another kind: a public key is no shared secret, a shared secret no public key', async () => {
    const { jwk, publicKey, sign } = await makeKeys('RS256', 'k1');
    const { door, world, claims, problem } = await openWithKeys(() => ({ keys: [jwk] }));
    const pem = await exportSPKI(publicKey);

    const confused = [
      ...[pem, pem.trim(), JSON.stringify(jwk), jwk.n!].map((secret) => signWith(secret, claims())),
      signWith(door.secret, claims()),
      sign(claimsOf(world.deps)),
    ];

    for (const token of confused) expect(await problem(await token)).toBe('algorithm');
  });
});
