// Searches in a thread of its own, with a connection that only reads: SQLite answers without letting anything else run.
import { workerData } from 'node:worker_threads';
import { readSqlite } from '../db/sqlite.ts';
import { answerAsked } from '../ops/ask-worker.ts';
import { searchBy } from './open-search.ts';

answerAsked(searchBy(readSqlite((workerData as { file: string }).file)));
