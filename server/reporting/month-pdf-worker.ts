// A report on paper, in a thread of its own: setting letters takes longer than a reader should wait.
import { parentPort, workerData } from 'node:worker_threads';
import { writeMonthPdf, type MonthPdf } from './month-pdf.ts';

parentPort!.postMessage(await writeMonthPdf(workerData as MonthPdf));
