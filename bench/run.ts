// `npm run bench`: what the product does beside what this machine could do at most, both in one run, by turns.
// Prints a table; leaves nothing behind. `-- --quick` takes a second where it otherwise takes five, to try it.
import '../server/ops/require-node.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from './bare-pages.ts';
import { startChild } from './child.ts';
import { busyPlace, measureFanOut, POSTS_A_SECOND, READERS } from './fan-out.ts';
import { bareInserts } from './inserts.ts';
import { newPost, read, write, type Rate } from './load.ts';
import { freePort, startProduct } from './product.ts';
import { printFanOut, printIdle, printRates } from './table.ts';
import { buildTown, ORIGIN, SITE, type Sign } from './town.ts';

const quick = process.argv.includes('--quick');
const SECONDS = quick ? 1 : 5;
const ROUNDS = quick ? 1 : 3;
const SPREAD = 200;
const SECRET = 'a secret of thirty-two characters';

const folder = mkdtempSync(join(tmpdir(), 'terrasse-bench-'));
try {
  await benchIdle();
  const port = await freePort();
  const file = join(folder, 'terrasse.db');
  const sign = await buildTown(file, { host: `127.0.0.1:${port}`, secret: SECRET });
  const product = await startProduct(file, { port, secret: SECRET });
  await benchReading(product.url);
  await benchWriting(product.url, sign);
  await benchFanOut(product.url, sign);
  await product.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function benchIdle() {
  const product = await startProduct(join(folder, 'empty.db'), { port: await freePort(), secret: SECRET });
  await setTimeout(2000);
  printIdle(product.readyMs, product.memory());
  await product.stop();
}

async function benchReading(url: string) {
  const paths = {
    small: `/api/v1/thread?site=${SITE}&article=small`,
    large: `/api/v1/thread?site=${SITE}&article=large`,
    html: `/embed/thread?site=${SITE}&article=small`,
  };
  const bare = startChild('bare-pages.ts');
  const bareUrl = await bare.ask<string>(await Promise.all(Object.values(paths).map((path) => fetchPage(url, path))));
  const rates = await byTurns({
    small: () => read(url, paths.small, SECONDS),
    bareSmall: () => read(bareUrl, paths.small, SECONDS),
    large: () => read(url, paths.large, SECONDS),
    bareLarge: () => read(bareUrl, paths.large, SECONDS),
    html: () => read(url, paths.html, SECONDS),
    bareHtml: () => read(bareUrl, paths.html, SECONDS),
  });
  bare.stop();
  printRates('Reading: a first page, 40 posts, uncached; bare: the same bytes from memory', [
    { name: 'API, thread of 40', ours: rates.small, bare: rates.bareSmall, goal: 0.1 },
    { name: 'API, thread of 5,000', ours: rates.large, bare: rates.bareLarge, goal: 0.1 },
    { name: '5,000 against 40', ours: rates.large, bare: rates.small, goal: 0.9 },
    { name: 'HTML, thread of 40', ours: rates.html, bare: rates.bareHtml },
  ]);
}

async function fetchPage(url: string, path: string): Promise<Page> {
  const answer = await fetch(url + path, { headers: { origin: ORIGIN } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return { path, type: answer.headers.get('content-type')!, body: Buffer.from(await answer.arrayBuffer()) };
}

async function benchWriting(url: string, sign: Sign) {
  const bare = async (): Promise<Rate> => ({ perSecond: bareInserts(join(folder, 'bare.db'), SECONDS), p50: 0, p99: 0 });
  const rates = await byTurns({
    one: () => write(url, sign, () => 'one', SECONDS),
    spread: () => write(url, sign, (n) => `spread-${n % SPREAD}`, SECONDS),
    bare,
  });
  printRates('Writing: a post of another member each time; bare: one row a transaction, on disk', [
    { name: 'on one thread', ours: rates.one, bare: rates.bare },
    { name: `over ${SPREAD} threads`, ours: rates.spread, bare: rates.bare },
  ]);
}

async function benchFanOut(url: string, sign: Sign) {
  const ours = await measureFanOut(url, (n) => send(url, sign, n), SECONDS);
  const bare = startChild('bare-room.ts');
  const bareUrl = await bare.ask<string>(ours.change);
  const limit = await measureFanOut(bareUrl, (n) => send(bareUrl, sign, n), SECONDS);
  bare.stop();
  printFanOut(`Live: ${READERS} readers of one thread, ${POSTS_A_SECOND} posts a second; bare: socket.io, the same bytes`, ours, limit);
}

async function send(url: string, sign: Sign, _n: number): Promise<string> {
  const { body, ...headers } = newPost(sign, () => busyPlace.article);
  const answer = await fetch(`${url}/api/v1/posts`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`a post was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { post: { id: string } }).post.id;
}

/** Each in turn, once to warm up, then as many rounds as it takes: what disturbs the machine disturbs all. The median of each. */
async function byTurns<K extends string>(measures: Record<K, () => Promise<Rate>>): Promise<Record<K, Rate>> {
  const rounds: Record<K, Rate>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const rates = {} as Record<K, Rate>;
    for (const name of Object.keys(measures) as K[]) rates[name] = await measures[name]();
    if (round > 0) rounds.push(rates);
  }
  const median = (name: K) => rounds.map((rates) => rates[name]).toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(ROUNDS / 2)]!;
  return Object.fromEntries((Object.keys(measures) as K[]).map((name) => [name, median(name)])) as Record<K, Rate>;
}
