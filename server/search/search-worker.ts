// Searches in a thread of its own, with a connection that only reads: SQLite answers without letting anything else run.
import { parentPort, workerData } from 'node:worker_threads';
import { readSqlite } from '../db/sqlite.ts';
import { searchBy } from './open-search.ts';
import type { SearchAnswer, SearchCall } from './search-in-worker.ts';

const search = searchBy(readSqlite((workerData as { file: string }).file));
const tell = (answer: SearchAnswer) => parentPort!.postMessage(answer);

parentPort!.postMessage('ready');
parentPort!.on('message', ({ id, verb, asked }: SearchCall) => {
  search[verb](asked as never).then(
    (value) => tell({ id, value }),
    (error: unknown) => tell({ id, value: null, error }),
  );
});
