// A site's correction, made in a thread of its own: thousands of decisions take seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { openExisting } from '../ops/open-existing.ts';
import { encodeCorrection, fitCorrection } from './learn.ts';
import { lessonsOf, toDecision } from './lessons.ts';
import { readModel } from './model.ts';
import { crossValidate, precisionAt } from './precision.ts';
import type { Refitted, RefitJob } from './refit.ts';

/** From where the queue is sorted to where a text would be held. */
const THRESHOLDS = [0.5, 0.8, 0.9, 0.95];

const { database, siteId } = workerData as RefitJob;
const db = await openExisting(database);
try {
  const model = readModel();
  const decisions = (await lessonsOf(db.read, siteId)).map((lesson) => toDecision(model, lesson));
  const correction = fitCorrection(decisions);
  const judged = crossValidate(decisions);
  parentPort!.postMessage({
    bytes: correction ? encodeCorrection(correction) : new Uint8Array(),
    lessons: decisions.length,
    precision: THRESHOLDS.map((threshold) => ({ threshold, ...precisionAt(judged, threshold) })),
  } satisfies Refitted);
} finally {
  await db.close();
}
