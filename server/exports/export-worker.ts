// A list of the desk as a file, in a thread of its own, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromMaker } from '../ops/file-in-worker.ts';
import { openExisting } from '../ops/open-existing.ts';
import { findSite } from '../sites/queries.ts';
import { listOf } from './lists.ts';
import type { ExportJob } from './run-exports.ts';
import type { List } from './table.ts';
import type { ExportFailure } from './wire.ts';

/** What a row of the database holds well, and a spreadsheet opens. */
const MOST_BYTES = 64 * 1024 ** 2;

const tell = (message: FromMaker<ExportFailure>) => parentPort!.postMessage(message);

const { database, publicUrl, siteId, byId, input, at } = workerData as ExportJob;
const db = await openExisting(database);
try {
  const site = await findSite(db.read, siteId);
  const list = site && (await listOf(db.read, { site, byId, input, now: at, publicUrl: new URL(publicUrl) }));
  if (list) await write(list);
  else tell({ kind: 'refused', why: 'gone' });
} finally {
  await db.close();
}

async function write({ begin, count, after, end }: List): Promise<void> {
  const total = await count();
  const parts = [Buffer.from(begin)];
  let [rows, bytes, told] = [0, parts[0]!.length, 0];
  for (let page = await after(0); page.length > 0; page = await after(page.at(-1)!.id)) {
    const part = Buffer.from(page.map(({ text }) => text).join(''));
    parts.push(part);
    rows += page.length;
    bytes += part.length;
    if (bytes > MOST_BYTES) return tell({ kind: 'refused', why: 'too_long' });
    const progress = Math.min(99, Math.floor((100 * rows) / total));
    if (progress > told) tell({ kind: 'progress', progress: (told = progress) });
  }
  tell({ kind: 'done', bytes: Buffer.concat([...parts, Buffer.from(end)]), rows });
}
