// What would have changed, in a thread of its own, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { openExisting } from '../ops/open-existing.ts';
import { findSite } from '../sites/queries.ts';
import { spaceOverrides } from './queries.ts';
import type { TrialJob } from './trial-in-worker.ts';
import { tryScreening } from './try-screening.ts';
import type { TrialLine } from './wire.ts';

const tell = (line: TrialLine) => parentPort!.postMessage(line);

const { database, siteId, input, now } = workerData as TrialJob;
const db = await openExisting(database);
try {
  const site = (await findSite(db.read, siteId))!;
  const spaces = await spaceOverrides(db.read, siteId);
  tell({ kind: 'done', ...(await tryScreening(db.read, { site, spaces, input, now }, tell)) });
} finally {
  await db.close();
}
