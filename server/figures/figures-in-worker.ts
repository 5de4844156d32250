import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { workerFile } from '../ops/root.ts';
import type { Due } from './due.ts';
import type { Counter } from './keep-figures.ts';
import type { Kept } from './queries.ts';

export type FiguresJob = { database: Config['database']; due: Due[]; now: Date };

/** In a thread of its own, with a connection of its own; what it has counted is written here. `signal` ends it: what is left is due. */
export const countInWorker =
  (database: Config['database'], signal: AbortSignal): Counter =>
  (due, now, onCounted) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile('figures/figures-worker.ts'), { workerData: { database, due, now } satisfies FiguresJob });
      const stop = () => void worker.terminate();
      signal.addEventListener('abort', stop, { once: true });
      let last: Promise<void> = Promise.resolve();
      worker.on('message', (kept: Kept) => (last = last.then(() => onCounted(kept))));
      worker.on('error', reject);
      worker.on('exit', (code) => {
        signal.removeEventListener('abort', stop);
        if (code === 0 || signal.aborted) last.then(resolve, reject);
        else reject(new Error(`the counting stopped (${code})`));
      });
    });
