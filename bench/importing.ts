// A hundred thousand comments come from elsewhere, while somebody reads: `npm run bench -- import`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { timeOf } from './load.ts';
import { freePort, startProduct } from './product.ts';
import { readingOf, readWhile, type Reading } from './reading-beside.ts';
import { buildTown, SITE } from './town.ts';
import { textOf } from './words.ts';

/** Comments of one article of the export. */
const OF_ONE = 100;
const WARM_UP = 200;

export type ImportRun = { posts: number; seconds: number; without: Reading; beside: Reading };

export async function measureImport(folder: string, { posts, secret }: { posts: number; secret: string }): Promise<ImportRun> {
  const [file, exported] = [join(folder, 'import.db'), join(folder, 'export.xml')];
  const port = await freePort();
  await buildTown(file, { host: `127.0.0.1:${port}`, secret });
  await pipeline(Readable.from(exportOf(posts)), createWriteStream(exported));
  const product = await startProduct(file, { port, secret });
  const path = `${product.url}/api/v1/thread?site=${SITE}&article=small`;
  for (let n = 0; n < WARM_UP; n++) await timeOf(path);
  const before = await readWhile(path, setTimeout(5000));
  const began = performance.now();
  const beside = await readWhile(path, runImport(file, exported));
  const seconds = (performance.now() - began) / 1000;
  const after = await readWhile(path, setTimeout(5000));
  await product.stop();
  return { posts, seconds, without: readingOf([...before, ...after]), beside: readingOf(beside) };
}

async function runImport(file: string, exported: string) {
  const args = ['dist/server/import.js', 'disqus', exported, '--site', SITE];
  const env = { PATH: process.env.PATH, DATABASE_URL: `file:${file}` };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`the import ended with ${code}`);
}

function* exportOf(posts: number) {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">\n';
  for (let n = 0; n < posts; n += OF_ONE) yield threadOf(n / OF_ONE);
  for (let n = 0; n < posts; n++) yield postOf(n);
  yield '</disqus>\n';
}

const threadOf = (n: number) =>
  `<thread dsq:id="${n}"><id>imported-${n}</id><link>https://www.courrier.test/imported-${n}</link><title>Un article</title><author><name>R</name></author><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>\n`;

function postOf(n: number): string {
  const at = new Date(Date.UTC(2020, 0, 1) + n * 60_000).toISOString();
  const [parent, name] = [n % OF_ONE > 0 && n % 3 === 0 ? `<parent dsq:id="${1_000_000 + n - 1}"/>` : '', `lecteur${n % 5000}`];
  return `<post dsq:id="${1_000_000 + n}"><id/><message><![CDATA[<p>${textOf(n)}</p>]]></message><createdAt>${at}</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>${name}</name><isAnonymous>false</isAnonymous><username>${name}</username></author><thread dsq:id="${Math.floor(n / OF_ONE)}"/>${parent}</post>\n`;
}
