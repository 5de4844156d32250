import { parentPort, Worker } from 'node:worker_threads';
import { workerFile } from './root.ts';

/** What a thread of its own can be asked. Questions and answers are copied (structured clone): data alone. */
type Verbs<V> = Record<keyof V, (asked: never) => unknown>;
type Question = { id: number; verb: PropertyKey; asked: unknown };
type Answer = { id: number; value: unknown; error?: unknown };
type Waiting = { resolve(value: unknown): void; reject(error: unknown): void; timer: NodeJS.Timeout };

export type Asked<V extends Verbs<V>> = {
  ask<K extends keyof V>(verb: K, asked: Parameters<V[K]>[0]): Promise<Awaited<ReturnType<V[K]>>>;
  close(): Promise<void>;
};

type Setting = {
  data?: object;
  /** Waiting behind more than so many, nobody would still be there: `busy` is thrown. */
  most: number;
  busy: () => Error;
  /** Milliseconds for an answer: after that the thread is ended, and all that waited get `late`. */
  patienceMs: number;
  late: () => Error;
};

/** Milliseconds for a thread to come up, which no question is to blame for. */
const START_MS = 30_000;

/** One thread, started by the first question; one that does not come back is ended, what waited is refused, and the next question starts another. */
export function askWorker<V extends Verbs<V>>(source: string, { data, most, busy, patienceMs, late }: Setting): Asked<V> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let ready = false;
  let questions = 0;

  const patience = () => setTimeout(() => void giveUp(late()), ready ? patienceMs : START_MS);

  function start(): Worker {
    ready = false;
    const started = new Worker(workerFile(source), { workerData: data });
    started.on('message', (told: Answer | 'ready') => {
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
    worker = null;
    for (const id of waiting.keys()) take(id)!.reject(error);
    await stuck?.terminate();
  }

  return {
    ask: (verb, asked) =>
      new Promise((resolve, reject) => {
        if (waiting.size >= most) return reject(busy());
        const id = ++questions;
        worker ??= start();
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, timer: patience() });
        worker.postMessage({ id, verb, asked } satisfies Question);
      }),
    close: () => giveUp(new Error('closed')),
  };
}

/** The other side: called once by the thread's own file, when it can answer. */
export function answerAsked<V extends Verbs<V>>(verbs: V) {
  const tell = (answer: Answer) => parentPort!.postMessage(answer);
  parentPort!.postMessage('ready');
  parentPort!.on('message', ({ id, verb, asked }: Question) => {
    Promise.resolve(asked as never)
      .then(verbs[verb as keyof V])
      .then(
        (value) => tell({ id, value }),
        (error: unknown) => tell({ id, value: null, error }),
      );
  });
}
