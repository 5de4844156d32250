// All that an account has here, in a thread of its own, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../media/open-store.ts';
import type { FromMaker } from '../ops/file-in-worker.ts';
import { openExisting } from '../ops/open-existing.ts';
import { gatherTakeout } from './gather-takeout.ts';
import { packTakeout } from './pack-takeout.ts';
import type { TakeoutJob } from './takeout.ts';

const tell = (message: FromMaker) => parentPort!.postMessage(message);

const { database, media, publicUrl, accountId, at } = workerData as TakeoutJob;
const db = await openExisting(database);
try {
  const takeout = await gatherTakeout(db.read, { accountId, at }, (progress) => tell({ kind: 'progress', progress }));
  tell({ kind: 'done', bytes: await packTakeout(takeout, { at, publicUrl: new URL(publicUrl), store: openStore(media) }) });
} finally {
  await db.close();
}
