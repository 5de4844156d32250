import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { workerFile } from '../ops/root.ts';
import type { TrialInput, TrialLine } from './wire.ts';

export type TrialJob = { database: Config['database']; siteId: number; input: TrialInput; now: Date };

/** Each line as it comes, the last one with what came out; resolves then. `signal` ends it. */
export function trialInWorker(job: TrialJob, onLine: (line: TrialLine) => Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('moderation/trial-worker.ts'), { workerData: job });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    let last: Promise<unknown> = Promise.resolve();
    worker.on('message', (line: TrialLine) => (last = onLine(line)));
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === 0 || signal.aborted) last.then(() => resolve(), reject);
      else reject(new Error(`the trial stopped (${code})`));
    });
  });
}
