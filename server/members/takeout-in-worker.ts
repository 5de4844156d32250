import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { workerFile } from '../ops/root.ts';

export type TakeoutJob = Pick<Config, 'database' | 'media'> & { publicUrl: string; accountId: number; at: Date };

export type FromTakeout = { kind: 'progress'; progress: number } | { kind: 'done'; bytes: Uint8Array };

/** Makes the archive without stopping this thread: reading years of somebody's writing, and packing it, take seconds. */
export function takeoutInWorker(job: TakeoutJob, onProgress: (progress: number) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('members/takeout-worker.ts'), { workerData: job });
    worker.on('message', (message: FromTakeout) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(Buffer.from(message.bytes));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the takeout stopped (${code})`)));
  });
}
