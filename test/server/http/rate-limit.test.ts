import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '#server/errors.ts';
import { openPostgresCounter } from '#server/http/postgres-counter.ts';
import { createMemoryCounter } from '#server/http/rate-counters.ts';
import { createRateLimiter, limits } from '#server/http/rate-limit.ts';
import { freshDatabase } from '../../support/database.ts';
import { createWorld, ORIGIN } from '../../support/world.ts';

const secret = 'a secret of thirty-two characters';
const noon = new Date('2026-11-22T12:00:00Z').getTime();

/** How often it lets `name` through, of `times`. */
async function passes(limit: ReturnType<typeof createRateLimiter>, who: string, times: number): Promise<number> {
  let passed = 0;
  for (let i = 0; i < times; i++) await limit('signIn', who).then(() => passed++, expectRefusal);
  return passed;
}

const expectRefusal = (error: unknown) => expect(error).toBeInstanceOf(Refusal);

function inMemory() {
  let time = noon;
  const limit = createRateLimiter(
    secret,
    createMemoryCounter(() => new Date(time)),
  );
  return { limit, pass: (ms: number) => (time += ms) };
}

test('so many acts, then none until the window ends; who is refused is not kept out longer for trying', async () => {
  const { limit, pass } = inMemory();

  expect(await passes(limit, 'ada', 25)).toBe(10);
  pass(limits.signIn.ms - 1);
  const refused = await limit('signIn', 'ada').catch((error: Refusal) => error);
  pass(1);

  expect(refused).toMatchObject({ code: 'too_fast', facts: { retryAfter: 1 } });
  expect(await passes(limit, 'ada', 25)).toBe(10);
});

test('a household of IPv6 is one, neighbours of IPv4 are two', async () => {
  const { limit } = inMemory();

  await passes(limit, '2001:db8:1:2::1', 10);
  await passes(limit, '203.0.113.7', 10);

  expect(await passes(limit, '2001:db8:1:2:ffff::9', 1)).toBe(0);
  expect(await passes(limit, '2001:db8:1:3::1', 1)).toBe(1);
  expect(await passes(limit, '203.0.113.8', 1)).toBe(1);
});

test('an attack from many addresses fills no memory: the oldest are forgotten', async () => {
  const count = createMemoryCounter(() => new Date(noon));
  for (let i = 0; i < 60_000; i++) await count('signIn', `key ${i}`);

  expect(await count('signIn', 'key 0')).toMatchObject({ acts: 1 });
  expect(await count('signIn', 'key 59999')).toMatchObject({ acts: 2 });
});

test('two processes on one Postgres count together, and together they keep no address', async () => {
  const db = await freshDatabase('postgres');
  const counters = await Promise.all([openPostgresCounter(db.location), openPostgresCounter(db.location)]);
  onTestFinished(async () => {
    await Promise.all(counters.map(({ close }) => close()));
    await db.close();
  });
  const [first, second] = counters.map(({ count }) => createRateLimiter(secret, count));

  const passed = await Promise.all([passes(first!, '203.0.113.7', 20), passes(second!, '203.0.113.7', 20)]);

  expect(passed[0] + passed[1]).toBe(10);
  expect(await passes(second!, '203.0.113.8', 1)).toBe(1);
  const { rows } = await query(db.location, 'select key from rate_limits');
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain('203.0.113');
});

test('a store that accepts and never answers is given up on', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => void mute.close());
  await new Promise((resolve) => mute.once('listening', resolve));
  const { port } = mute.address() as { port: number };

  await expect(openPostgresCounter(`postgres://nobody@127.0.0.1:${port}/none`)).rejects.toThrow(/timeout/);
});

test('every write is held to who, where from and which site; reading to nothing', async () => {
  const world = await createWorld('sqlite');
  const counted: string[] = [];
  world.deps.limit = async (name, who) => void counted.push(`${name} ${who}`);
  const ada = await world.person('ada');

  await ada.post('Bonjour.');
  await world.request('GET', '/api/v1/thread?site=courrier&article=pont', undefined, { origin: ORIGIN });

  expect(counted.toSorted()).toEqual([
    `post member ${ada.member.id}`,
    'postFromAddress 127.0.0.1',
    `writeByAccount account ${ada.accountId}`,
    'writeFromAddress 127.0.0.1',
    `writeOnSite site ${world.site.id}`,
  ]);
});

test('a look at a mailed link is a try at a secret', async () => {
  const world = await createWorld('sqlite');
  const counted: string[] = [];
  world.deps.limit = async (name) => void counted.push(name);

  for (const door of ['confirm', 'reset', 'signin', 'guest', 'invitations/01a20000-0000-7000-8000-000000000000'])
    await world.request('GET', `/${door}/${'x'.repeat(43)}`);
  await world.request('GET', '/signin');

  expect(counted).toEqual(['link', 'link', 'link', 'link', 'link']);
});

async function query(location: string, text: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client(location);
  await client.connect();
  return client.query(text).finally(() => client.end());
}
