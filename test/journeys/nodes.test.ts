// Two processes of the build on one Postgres, whatever comes between them; test/long/nodes.test.ts takes it all away in turn.
import pg from 'pg';
import { io } from 'socket.io-client';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createSessions } from '#server/accounts/sessions.ts';
import { signToken } from '#server/accounts/token.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { uuidv7 } from '#server/ids.ts';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { SECRET, startNode, type Node } from '../support/nodes.ts';
import { addPerson, addSite, settings } from '../support/town.ts';
import { until } from '../support/until.ts';

const ORIGIN = 'https://courrier.test';
const place = { site: 'courrier', article: 'pont' };

test('two that start at once on an empty database are one service: what is written at one is followed at the other, which goes on alone', async () => {
  const url = await emptyDatabase();
  const env = { DATABASE_URL: url, PUBLIC_URL: 'http://comments.test', MEDIA_URL: 'file:/nowhere' };
  const nodes = await Promise.all([startNode(env), startNode(env)]);
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.kill()))));
  const [first, second] = nodes as [Node, Node];
  const token = await journalist(url);
  const reader = await follow(second);

  expect(await say(first, token, 'Du premier.')).toBe(201);
  await until('it to be heard at the second', () => reader.heard().length === 1);
  expect(await first.stop()).toBe(0);
  expect(await say(second, token, 'Du second.')).toBe(201);
  await until('both to be heard', () => reader.heard().length === 2);

  expect(reader.heard()).toEqual([1, 2]);
  expect(await second.stop()).toBe(0);
  expect(reader.told()).toContain('stop');
});

async function emptyDatabase() {
  const server = inject('postgresUrl');
  const name = `nodes_${uuidv7().replaceAll('-', '')}`;
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  await client.query(`create database ${name}`);
  onTestFinished(async () => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return `${server}/${name}`;
}

async function journalist(url: string) {
  const db = await openPostgres(url, 'migrations/postgres', 2);
  const deps = { db, now: () => new Date() };
  const site = await addSite(deps, 'comments.test', [ORIGIN], settings);
  const { accountId } = await addPerson(deps, site, { name: 'Ada', role: 'journalist', confirmed: true });
  const { id } = await createSessions(db).start(accountId, { siteId: site.id, origin: ORIGIN });
  await db.close();
  return signToken(SECRET, id, new Date()).token;
}

async function follow({ url }: Node) {
  const socket = io(url, { path: '/live/', transports: ['websocket'], forceNew: true, extraHeaders: { origin: ORIGIN } });
  onTestFinished(() => void socket.disconnect());
  const told: { name: string; event: unknown }[] = [];
  socket.onAny((name: string, event: unknown) => void told.push({ name, event }));
  await new Promise<void>((resolve) => void socket.once('connect', resolve));
  await socket.emitWithAck('join', place);
  return {
    told: () => told.map(({ name }) => name),
    heard: () => told.flatMap(({ name, event }) => (name === 'changes' ? (event as ChangesEvent).changes.map(({ seq }) => seq) : [])),
  };
}

async function say({ url }: Node, token: string, source: string) {
  const { status } = await fetch(`${url}/api/v1/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin: ORIGIN },
    body: JSON.stringify({ ...place, source, parent: null, clientId: uuidv7() }),
  });
  return status;
}
