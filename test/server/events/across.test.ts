// Several processes on one Postgres: what happens in one is seen at once by who reads through another.
import pg from 'pg';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { tellAcross } from '#server/events/across.ts';
import { createBus } from '#server/events/bus.ts';
import { openSite } from '#server/sites/save-publisher.ts';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { listen, type Listener } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const place = { site: 'courrier', article: 'pont' };

let world: World;
let ada: Person;
let location: string;
let connect: Awaited<ReturnType<typeof listen>>['connect'];

/** Readers are at another process than who writes. */
beforeEach(async () => {
  world = await createWorld('postgres');
  ada = await world.person('ada');
  ({ location } = world.db as unknown as { location: string });
  world.deps.bus = await process(world.deps.bus);
  const deps = { ...world.deps, bus: await process(createBus((error) => world.failures.push(error))) };
  ({ connect } = await listen({ ...world, deps, app: createApp(deps) }));
});

async function process(local: World['deps']['bus']) {
  const across = await tellAcross(location, local, world.deps.log);
  onTestFinished(across.close);
  return across.bus;
}

const changes = ({ heard }: Listener) => heard.flatMap(({ name, data }) => (name === 'changes' ? (data as ChangesEvent).changes : []));
const tokenOf = (person: Person) => person.asEmbed.authorization.slice('Bearer '.length);

test('a post is heard there, once', async () => {
  const reader = await connect();
  await reader.ask('join', place);

  await ada.post('Bonjour.');
  await ada.post('Vous m’entendez ?');

  await until('both', () => changes(reader).length === 2);
  expect(changes(reader).map(({ seq }) => seq)).toEqual([1, 2]);
});

test('a site that pauses, and a session that ends, cut those who are connected there', async () => {
  const [reader, signedIn] = [await connect(), await connect(undefined, tokenOf(ada))];
  await Promise.all([reader.ask('join', place), signedIn.ask('join', place)]);

  await ada.send('DELETE', '/api/v1/session');
  await until('the session to be cut', () => signedIn.socket.disconnected);
  expect(reader.socket.connected).toBe(true);
  await openSite(world.deps, world.site, { open: false, by: ada.member.uid });

  await until('the reader to be cut', () => reader.socket.disconnected);
  expect(reader.heard.map(({ name }) => name)).toContain('stop');
  expect(await (await connect()).ask('join', place)).toEqual({ error: 'not_open' });
});

test('more than one notification holds arrives whole', async () => {
  const reader = await connect(undefined, tokenOf(ada));
  await reader.ask('join', place);

  for (let memberId = 1_000_000; memberId < 1_000_900; memberId++) world.deps.bus.emit('notice.added', { memberId });
  world.deps.bus.emit('notice.added', { memberId: ada.member.id });

  await until('the bell', () => reader.heard.some(({ name }) => name === 'notice'));
});

test('a connection that was lost is made again; who was connected meanwhile asks anew', async () => {
  const reader = await connect();
  await reader.ask('join', place);

  await endListeners();

  await until('the reader to be cut', () => reader.socket.disconnected);
  const again = await connect();
  await again.ask('join', place);
  await until('a post to be heard', async () => {
    await ada.post('Et maintenant ?');
    return changes(again).length > 0;
  });
});

/** As a restart of the database does. */
async function endListeners() {
  const client = new pg.Client(location);
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%listen%' and pid <> pg_backend_pid()",
  );
  await client.end();
}
