import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../support/until.ts';

/** The built server as whoever runs it starts it. Settings of the machine that runs the tests are not its own. */
function start(env: Record<string, string>, node = process.execPath) {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-start-'));
  const child = spawn(node, ['dist/server/main.js'], {
    env: { PATH: process.env.PATH!, PORT: '0', DATABASE_URL: `file:${folder}/t.db`, ...env },
  });
  let out = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (out += data));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  });
  return { child: child as ChildProcess, exit, folder, said: () => out };
}

const addressOf = (said: string) => /"url":"(http:[^"]+)"/.exec(said)?.[1];

test('an empty database: it starts, is ready, and prints the one link that makes the first owner', async () => {
  const server = start({});

  const link = await until('the link', () => /http:\/\/\S+\/signin\/\S+/.exec(server.said())?.[0]);
  const url = await until('its address', () => addressOf(server.said()));

  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const page = await fetch(`${url}${new URL(link).pathname}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<form');
});

test('every bad setting is named at once, and it does not start', async () => {
  const server = start({ PORT: 'many', SMTP_URL: 'nowhere', SECRET: 'short' });

  expect(await server.exit).toBe(1);
  for (const name of ['PORT', 'SMTP_URL', 'SECRET']) expect(server.said()).toContain(name);
});

test('told to stop, it tells its sockets to come back, and leaves in order', async () => {
  const server = start({});
  const url = await until('its address', () => addressOf(server.said()));
  const socket = io(url, { path: '/live/', transports: ['websocket'], reconnection: false });
  onTestFinished(() => void socket.disconnect());
  const told = new Promise((resolve) => socket.once('stop', resolve));
  await until('the socket', () => socket.connected);

  server.child.kill('SIGTERM');

  expect(await told).toMatchObject({ spread: expect.any(Number) });
  expect(await server.exit).toBe(0);
  expect(server.said()).toContain('stopped');
});
