import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors.ts';
import { workerFile } from '../ops/root.ts';
import { PATIENCE_MS, type Search } from './open-search.ts';

export type SearchCall = { id: number; verb: keyof Search; asked: Parameters<Search[keyof Search]>[0] };
/** `ready`: once, before the first. */
export type SearchAnswer = { id: number; value: unknown; error?: unknown };

/** Waiting behind more than so many, nobody would still be there. */
const MOST_WAITING = 50;
/** Milliseconds for a thread to come up, which no search is to blame for. */
const START_MS = 30_000;

type Waiting = { resolve(value: unknown): void; reject(error: unknown): void; timer: NodeJS.Timeout };

/** One thread that reads SQLite, started by the first search; one that does not come back is ended, and what waited is refused. */
export function searchInWorker(file: string): { search: Search; close(): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let ready = false;
  let calls = 0;

  const ask = <T>(verb: SearchCall['verb'], asked: SearchCall['asked']): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.size >= MOST_WAITING) return reject(new Refusal('too_fast', { retryAfter: Math.ceil(PATIENCE_MS / 1000) }));
      const id = ++calls;
      worker ??= start();
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, timer: patience() });
      worker.postMessage({ id, verb, asked } satisfies SearchCall);
    });

  const patience = () => setTimeout(() => void giveUp(new Refusal('search_too_wide')), ready ? PATIENCE_MS : START_MS);

  function start(): Worker {
    ready = false;
    const started = new Worker(workerFile('search/search-worker.ts'), { workerData: { file } });
    started.on('message', (told: SearchAnswer | 'ready') => {
      if (started !== worker) return;
      if (told === 'ready') return begin();
      const one = take(told.id);
      if (told.error === undefined) one?.resolve(told.value);
      else one?.reject(told.error);
    });
    started.on('error', (error) => started === worker && giveUp(error));
    started.unref();
    return started;
  }

  /** From now on those that wait are its own doing. */
  function begin() {
    ready = true;
    for (const one of waiting.values()) {
      clearTimeout(one.timer);
      one.timer = patience();
    }
  }

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    clearTimeout(one?.timer);
    waiting.delete(id);
    return one;
  }

  async function giveUp(error: unknown) {
    const stuck = worker;
    worker = null; // the next search begins another
    for (const id of waiting.keys()) take(id)!.reject(error);
    await stuck?.terminate();
  }

  return {
    search: { find: (asked) => ask('find', asked), near: (asked) => ask('near', asked) },
    close: () => giveUp(new Error('closed')),
  };
}
