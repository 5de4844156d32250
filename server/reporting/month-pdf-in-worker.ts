import { Worker } from 'node:worker_threads';
import { workerFile } from '../ops/root.ts';
import type { MonthPdf } from './month-pdf.ts';

export function monthPdfInWorker(job: MonthPdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('reporting/month-pdf-worker.ts'), { workerData: job });
    worker.on('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the report stopped (${code})`)));
  });
}
