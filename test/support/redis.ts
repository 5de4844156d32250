import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** Whether this machine has a Redis to run. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the test's own; `stop` is called at the latest when the test is over. */
export async function startRedis(port: number) {
  const redis = runRedis(port);
  onTestFinished(redis.stop);
  await redis.answers();
  return redis;
}

/** The same for whoever stops it themselves. */
export function runRedis(port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-redis-'));
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], { stdio: 'ignore' });
  const over = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGKILL');
    await over;
    rmSync(folder, { recursive: true, force: true });
  };
  return { stop, answers: () => until('Redis', () => answers(port)) };
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });
