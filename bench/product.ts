// The product as it is installed: a process of its own, its defaults, its log sent nowhere.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** As `npm start` has it. */
const SMALL = ['--max-semi-space-size=4', '--v8-pool-size=1'];

export type Product = {
  url: string;
  readyMs: number;
  memory(): { pss: number; rss: number };
  /** Seconds of a core that it took so far. */
  cpu(): number;
  stop(): Promise<void>;
};

/** `unlimited.ts` is the same without the limits on writing, `discarding.ts` the same whose mails go nowhere. */
type Entry = 'dist/server/main.js' | 'bench/unlimited.ts' | 'bench/discarding.ts';
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
  const child = spawn(process.execPath, [...SMALL, entry], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await ready(url, child);
  const readyMs = performance.now() - began;
  return { url, readyMs, memory: () => memoryOf(child.pid!), cpu: () => cpuOf(child.pid!), stop: () => stop(child) };
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

/** As the kernel counts it, in hundredths: proc_pid_stat(5), utime and stime. */
export function cpuOf(pid: number): number {
  const [, fields] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
  const [user, system] = fields!.split(' ').slice(11, 13).map(Number);
  return (user! + system!) / 100;
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
