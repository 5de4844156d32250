// The product as it is installed: a process of its own, its defaults, its log sent nowhere.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** As `npm start` has it. */
const YOUNG = '--max-semi-space-size=8';

export type Product = { url: string; readyMs: number; memory(): { pss: number; rss: number }; stop(): Promise<void> };

/** `unlimited.ts` is the same without the limits on writing. */
type Entry = 'dist/server/main.js' | 'bench/unlimited.ts';
type Options = { port: number; secret: string; entry?: Entry };

export async function startProduct(file: string, { port, secret, entry = 'dist/server/main.js' }: Options): Promise<Product> {
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `file:${file}`,
    PORT: String(port),
    PUBLIC_URL: url,
    SECRET: secret,
  };
  const began = performance.now();
  const child = spawn(process.execPath, [YOUNG, entry], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await ready(url, child);
  const readyMs = performance.now() - began;
  return { url, readyMs, memory: () => memoryOf(child.pid!), stop: () => stop(child) };
}

async function ready(url: string, child: ChildProcess) {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error('the server did not start');
    await setTimeout(5);
  }
}

/** Megabytes. What is shared with other processes counts in part in the one, in whole in the other. */
function memoryOf(pid: number) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)![1]) / 1024;
  return { pss: megabytes('Pss'), rss: megabytes('Rss') };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
