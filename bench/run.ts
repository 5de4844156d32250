// `npm run bench`: what the product does beside what this machine could do at most, both in one run, by turns.
// Prints a table, and keeps it in bench/history.jsonl and docs/benchmark.md; `-- --quick` takes a second where it otherwise takes five, to try it, and keeps nothing.
// `npm run bench -- live`: a live night that 500 read while 20 posts a second come, for half a minute, and what its page does in Chromium.
// `npm run bench -- seed`: pages where there is little to read and where there is a hundred times as much, made first and kept.
// `npm run bench -- page`: an article with comments under it and without, in Chromium on a processor four times slower.
// `npm run bench -- import`: a page read while a hundred thousand comments are imported.
// `npm run bench -- digest`: the digests of fifty thousand members, and who reads meanwhile; as long without them, by turns.
import '../server/ops/require-node.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { Page } from './bare-pages.ts';
import { startChild } from './child.ts';
import { atPace, busyPlace, measureFanOut, POSTS_A_SECOND, type Place } from './fan-out.ts';
import { measureFrames } from './frames.ts';
import { bareInserts } from './inserts.ts';
import { keepRun } from './history.ts';
import { measureImport } from './importing.ts';
import { newPost, read, write, WRITING, type Rate } from './load.ts';
import { DIGESTS, FEW_DIGESTS, measureDigest } from './digest.ts';
import { addNight } from './night.ts';
import { measurePages, openPaper } from './page-speed.ts';
import { freePort, startProduct, type Product } from './product.ts';
import { growth, readQueue } from './queue.ts';
import { buildQueue, OPEN } from './queue-town.ts';
import { measureScoring } from './scoring.ts';
import { measureScreening } from './screening.ts';
import { measureSessionCheck } from './session-check.ts';
import { openCrowd } from './crowd.ts';
import { measureSearching } from './searching.ts';
import { LARGE, measureSizes, SMALL } from './sizes.ts';
import {
  printDigest,
  printFanOut,
  printFrames,
  printIdle,
  printImport,
  printLive,
  printPages,
  printQueue,
  printRates,
  printScoring,
  printScreening,
  printSearching,
  printSessionCheck,
  printSizes,
} from './table.ts';
import { buildTown, ORIGIN, SITE, type Sign } from './town.ts';

const quick = process.argv.includes('--quick');
const SECONDS = quick ? 1 : 5;
const WARM_UP = quick ? 1 : 2;
const ROUNDS = quick ? 1 : 3;
const SPREAD = 200;
/** Readers of one thread; of a live night, whose page is drawn meanwhile by a browser on the same two cores. */
const READERS = 2000;
const NIGHT_READERS = 500;
const IMPORTED = quick ? 2000 : 100_000;
const SECRET = 'a secret of thirty-two characters';

const folder = mkdtempSync(join(tmpdir(), 'terrasse-bench-'));
try {
  const modes = { seed: benchSizes, digest: benchDigest, live: benchLive, page: benchPages, import: benchImport, all: benchAll };
  const mode = (Object.keys(modes) as (keyof typeof modes)[]).find((name) => process.argv.includes(name)) ?? 'all';
  await modes[mode]();
  if (!quick) keepRun(mode);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function benchAll() {
  await benchIdle();
  printScoring(measureScoring());
  printScreening(await measureScreening());
  const port = await freePort();
  const file = join(folder, 'terrasse.db');
  const sign = await buildTown(file, { host: `127.0.0.1:${port}`, secret: SECRET });
  printSessionCheck(await measureSessionCheck(file));
  await benchReads(file, port);
  await benchWrites(file, port, sign);
  await benchQueue();
}

async function benchLive() {
  const port = await freePort();
  const file = join(folder, 'live.db');
  const sign = await buildTown(file, { host: `127.0.0.1:${port}`, secret: SECRET });
  const thread = await addNight(file);
  const product = await startProduct(file, { port, secret: SECRET, entry: 'bench/unlimited.ts' });
  try {
    const post = () => send(product.url, sign, { thread });
    const seconds = quick ? 5 : 30;
    const told = await measureFanOut(product.url, post, { readers: NIGHT_READERS, seconds, place: { thread }, cpu: product.cpu });
    printLive(`A live night: ${NIGHT_READERS} readers, ${POSTS_A_SECOND} posts a second for ${seconds} s`, told);
    printFrames('Its page in Chromium while they come', await measureFrames(`${product.url}/t/${thread}`, post, seconds));
  } finally {
    await product.stop();
  }
}

async function benchSizes() {
  const title = `Pages of ${SMALL.posts.toLocaleString('en')} posts and of ${LARGE.posts.toLocaleString('en')}`;
  printSizes(title, await measureSizes(SECRET));
  printSearching(LARGE.posts, await measureSearching((await openCrowd(LARGE, 'localhost')).file));
}

async function benchDigest() {
  const size = quick ? FEW_DIGESTS : DIGESTS;
  printDigest(size.members, await measureDigest(folder, { size, secret: SECRET }));
}

async function benchIdle() {
  const product = await startProduct(join(folder, 'empty.db'), { port: await freePort(), secret: SECRET });
  await setTimeout(2000);
  printIdle(product.readyMs, product.memory());
  await product.stop();
}

async function benchReads(file: string, port: number) {
  const product = await startProduct(file, { port, secret: SECRET });
  await benchReading(product.url);
  await product.stop();
}

async function benchWrites(file: string, port: number, sign: Sign) {
  const product = await startProduct(file, { port, secret: SECRET, entry: 'bench/unlimited.ts' });
  await benchWriting(product.url, sign);
  await benchFanOut(product, sign);
  await product.stop();
}

async function benchQueue() {
  const port = await freePort();
  const file = join(folder, 'queue.db');
  const queue = await buildQueue(file, `127.0.0.1:${port}`);
  const product = await startProduct(file, { port, secret: SECRET });
  printQueue(OPEN, await readQueue(product, queue), await growth(product, queue));
  await product.stop();
}

async function benchReading(url: string) {
  const paths = {
    small: `/api/v1/thread?site=${SITE}&article=small`,
    large: `/api/v1/thread?site=${SITE}&article=large`,
    more: await secondPage(url),
    html: `/embed/thread?site=${SITE}&article=small`,
    page: await pageOf(url, 'small'),
    counts: `/api/v1/counts?site=${SITE}&articles=small,large,${Array.from({ length: 48 }, (_, i) => `article-${i}`).join()}`,
  };
  const bare = startChild('bare-pages.ts');
  const bareUrl = await bare.ask<string>(await Promise.all(Object.values(paths).map((path) => fetchPage(url, path))));
  const rates = await byTurns({
    small: (seconds) => read(url, paths.small, seconds),
    bareSmall: (seconds) => read(bareUrl, paths.small, seconds),
    large: (seconds) => read(url, paths.large, seconds),
    bareLarge: (seconds) => read(bareUrl, paths.large, seconds),
    more: (seconds) => read(url, paths.more, seconds),
    bareMore: (seconds) => read(bareUrl, paths.more, seconds),
    html: (seconds) => read(url, paths.html, seconds),
    bareHtml: (seconds) => read(bareUrl, paths.html, seconds),
    page: (seconds) => read(url, paths.page, seconds),
    barePage: (seconds) => read(bareUrl, paths.page, seconds),
    counts: (seconds) => read(url, paths.counts, seconds),
    bareCounts: (seconds) => read(bareUrl, paths.counts, seconds),
  });
  bare.stop();
  printRates('Reading, by people without an account; bare: the same bytes from memory', [
    { name: 'first page of 40', ours: rates.small, bare: rates.bareSmall, goal: 0.5 },
    { name: 'first page of 5,000', ours: rates.large, bare: rates.bareLarge, goal: 0.5 },
    { name: '5,000 against 40', ours: rates.large, bare: rates.small, goal: 0.9 },
    { name: 'second page of 5,000', ours: rates.more, bare: rates.bareMore },
    { name: 'first page as HTML', ours: rates.html, bare: rates.bareHtml, goal: 0.3 },
    { name: 'its page of our own', ours: rates.page, bare: rates.barePage, goal: 0.3 },
    { name: 'counts of 50 articles', ours: rates.counts, bare: rates.bareCounts, goal: { perSecond: 15_000 } },
  ]);
}

async function secondPage(url: string): Promise<string> {
  const { thread, next } = await firstPage(url, 'large');
  return `/api/v1/threads/${thread.id}/posts?cursor=${next}`;
}

async function pageOf(url: string, article: string): Promise<string> {
  return `/t/${(await firstPage(url, article)).thread.id}`;
}

async function firstPage(url: string, article: string): Promise<ThreadPage> {
  const answer = await fetch(`${url}/api/v1/thread?site=${SITE}&article=${article}`);
  return (await answer.json()) as ThreadPage;
}

async function fetchPage(url: string, path: string): Promise<Page> {
  const answer = await fetch(url + path, { headers: { origin: ORIGIN } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return { path, type: answer.headers.get('content-type')!, body: Buffer.from(await answer.arrayBuffer()) };
}

async function benchWriting(url: string, sign: Sign) {
  const rates = await byTurns({
    one: (seconds) => write(url, sign, () => 'one', seconds),
    spread: (seconds) => write(url, sign, (n) => `spread-${n % SPREAD}`, seconds),
    bare: (seconds) => bareInserts(join(folder, 'bare.db'), seconds),
  });
  printRates(`Writing, ${WRITING} at once, another member each time; bare: one row a transaction, on disk`, [
    { name: 'on one thread', ours: rates.one, bare: rates.bare, goal: { perSecond: 1000 } },
    { name: `over ${SPREAD} threads`, ours: rates.spread, bare: rates.bare, goal: { perSecond: 1000 } },
  ]);
}

async function benchFanOut({ url, cpu, memory }: Product, sign: Sign) {
  const before = cpu();
  await atPace(SECONDS, async () => void (await send(url, sign, busyPlace)));
  const alone = cpu() - before;
  const room = { readers: READERS, seconds: SECONDS };
  const ours = await measureFanOut(url, () => send(url, sign, busyPlace), { ...room, cpu });
  const { rss } = memory();
  const bare = startChild('bare-room.ts');
  const bareUrl = await bare.ask<string>(ours.change);
  const limit = await measureFanOut(bareUrl, () => send(bareUrl, sign, busyPlace), { ...room, cpu: bare.cpu });
  bare.stop();
  const title = `Live: ${whole(READERS)} readers of one thread, ${POSTS_A_SECOND} posts a second; bare: socket.io, the same beats`;
  printFanOut(title, ours, limit, { alone, rss });
}

async function benchPages() {
  const port = await freePort();
  const file = join(folder, 'pages.db');
  const paper = await openPaper();
  await buildTown(file, { host: `127.0.0.1:${port}`, secret: SECRET, origins: [paper.origin] });
  const product = await startProduct(file, { port, secret: SECRET });
  paper.embedFrom(product.url);
  const articles = [
    { name: '40 posts', path: 'small' },
    { name: '5,000 posts', path: 'large' },
  ];
  try {
    printPages(await measurePages(paper.origin, articles, quick ? 1 : 7));
  } finally {
    await product.stop();
    paper.close();
  }
}

async function benchImport() {
  printImport(await measureImport(folder, { posts: IMPORTED, secret: SECRET }));
}

async function send(url: string, sign: Sign, place: Place): Promise<string> {
  const { body, ...headers } = newPost(sign, () => place);
  const answer = await fetch(`${url}/api/v1/posts`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`a post was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { post: { id: string } }).post.id;
}

/** Each in turn, first to warm up, then round after round: what disturbs the machine disturbs all alike. */
async function byTurns<K extends string>(measures: Record<K, (seconds: number) => Rate | Promise<Rate>>): Promise<Record<K, Rate[]>> {
  const entries = Object.entries(measures) as [K, (typeof measures)[K]][];
  const rates = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<K, Rate[]>;
  for (const [, measure] of entries) await measure(WARM_UP);
  for (let round = 0; round < ROUNDS; round++) for (const [name, measure] of entries) rates[name].push(await measure(SECONDS));
  return rates;
}

function whole(n: number) {
  return n.toLocaleString('en');
}
