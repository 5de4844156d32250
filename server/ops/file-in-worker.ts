import { Worker } from 'node:worker_threads';
import { workerFile } from './root.ts';

export type FromMaker<Refused extends string = never> =
  | { kind: 'progress'; progress: number }
  | { kind: 'done'; bytes: Uint8Array; rows?: number }
  | { kind: 'refused'; why: Refused };
type Made<Refused extends string> = Exclude<FromMaker<Refused>, { kind: 'progress' }>;

type Setting = { job: object; onProgress: (progress: number) => void; signal?: AbortSignal };

/** Has a file made without stopping this thread: reading years of writing, and packing it, take seconds. `signal` ends it: null. */
export function fileInWorker<Refused extends string = never>(
  source: string,
  { job, onProgress, signal }: Setting,
): Promise<Made<Refused> | null> {
  if (signal?.aborted) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(source), { workerData: job });
    const stop = () => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromMaker<Refused>) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) resolve(null);
      else reject(new Error(`${source} stopped (${code})`));
    });
  });
}
