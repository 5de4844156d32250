// All digests at once, while somebody reads: `npm run bench -- digest`
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Size } from './crowd.ts';
import { buildDigestTown, holdBack } from './digest-town.ts';
import { timeOf } from './load.ts';
import { freePort, startProduct } from './product.ts';
import { readingOf, readWhile, type Reading } from './reading-beside.ts';

export const DIGESTS: Size = { posts: 20_000, threads: 1000, members: 50_000 };
export const FEW_DIGESTS: Size = { posts: 2000, threads: 100, members: 2000 };

const WARM_UP = 100;
/** Parts of all members, each followed by as long without digests: what disturbs the machine disturbs both alike. */
const PARTS = 10;

export type DigestRun = {
  notices: number;
  /** Notices a second, as they are told to followers. */
  told: number;
  sent: number;
  seconds: number;
  /** Seconds of a core, who reads included. */
  cpu: number;
  /** Megabytes: before, and the most. */
  memory: { before: number; most: number };
  without: Reading;
  beside: Reading;
};

export async function measureDigest(folder: string, { size, secret }: { size: Size; secret: string }): Promise<DigestRun> {
  const file = join(folder, 'digest.db');
  const port = await freePort();
  const { thread, notices, told } = await buildDigestTown(file, { size, host: `127.0.0.1:${port}` });
  return { notices, told, ...(await sendAll(file, { port, secret, thread })) };
}

type Given = { port: number; secret: string; thread: string };

async function sendAll(file: string, { port, secret, thread }: Given) {
  const { url, memory, cpu, stop } = await startProduct(file, { port, secret, entry: 'bench/discarding.ts' });
  const path = `${url}/t/${thread}`;
  for (let n = 0; n < WARM_UP; n++) await timeOf(path);
  const before = memory().rss;
  const { letGo, left, sent, close } = holdBack(file);
  const [beside, without]: number[][] = [[], []];
  let [most, seconds, worked] = [before, 0, 0];
  for (let part = 0; part < PARTS; part++) {
    const [began, atFirst] = [performance.now(), cpu()];
    letGo(part, PARTS);
    const done = (async () => {
      while (left() > 0) {
        await setTimeout(100);
        most = Math.max(most, memory().rss);
      }
    })();
    beside!.push(...(await readWhile(path, done)));
    worked += cpu() - atFirst;
    const took = performance.now() - began;
    seconds += took / 1000;
    without!.push(...(await readWhile(path, setTimeout(took))));
  }
  const run = { sent: sent(), seconds, cpu: worked, memory: { before, most }, without: readingOf(without!), beside: readingOf(beside!) };
  close();
  await stop();
  return run;
}
