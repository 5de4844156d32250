import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { workerFile } from '../ops/root.ts';
import type { PrecisionWire } from './wire.ts';

export type RefitJob = { database: Config['database']; siteId: number };
export type Refitted = { bytes: Uint8Array; lessons: number; precision: PrecisionWire[] };

/** Makes a site's correction anew from all its decisions, and keeps it with how right it would have been. */
export async function refit({ db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>, siteId: number): Promise<void> {
  const { bytes, ...facts } = await inWorker({ database: config.database, siteId });
  const row = { ...facts, bytes: Buffer.from(bytes), fittedAt: now() };
  await db.write(async (tx) => {
    const { corrections } = tx.t;
    await tx
      .insert(corrections)
      .values({ siteId, ...row })
      .onConflictDoUpdate({ target: corrections.siteId, set: row });
  });
}

function inWorker(job: RefitJob): Promise<Refitted> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('classifier/refit-worker.ts'), { workerData: job });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the refit stopped (${code})`)));
  });
}
