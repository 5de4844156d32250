import { createServer } from 'node:net';

/** Below those that systems hand out by themselves, so that nobody gets one between its choice and its use, or during a restart; browsers refuse 10080. */
const [FIRST, EACH] = [11_000, 500];
/** Each worker of a run has ports of its own; another run on this machine begins elsewhere among them. */
const slice = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % 40) * EACH;
let next = Math.floor(Math.random() * EACH);

export async function freePort(): Promise<number> {
  for (;;) {
    const port = slice + (next++ % EACH);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
