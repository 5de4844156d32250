// What is due of the figures, in a thread of its own, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { openExisting } from '../ops/open-existing.ts';
import type { FiguresJob } from './figures-in-worker.ts';
import { countHere } from './keep-figures.ts';

const { database, due, now } = workerData as FiguresJob;
const db = await openExisting(database);
try {
  await countHere(db.read)(due, now, async (kept) => parentPort!.postMessage(kept));
} finally {
  await db.close();
}
