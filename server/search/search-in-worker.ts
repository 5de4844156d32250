import { Refusal } from '../errors.ts';
import { askWorker } from '../ops/ask-worker.ts';
import { PATIENCE_MS, type Search } from './open-search.ts';

const MOST_WAITING = 50;

/** One thread that reads SQLite. */
export function searchInWorker(file: string): { search: Search; close(): Promise<void> } {
  const { ask, close } = askWorker<Search>('search/search-worker.ts', {
    data: { file },
    most: MOST_WAITING,
    busy: () => new Refusal('too_fast', { retryAfter: Math.ceil(PATIENCE_MS / 1000) }),
    patienceMs: PATIENCE_MS,
    late: () => new Refusal('search_too_wide'),
  });
  return { search: { find: (asked) => ask('find', asked), near: (asked) => ask('near', asked) }, close };
}
