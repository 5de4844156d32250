// A reader who comes whatever else is going on: how long does a page take?
import { setTimeout } from 'node:timers/promises';
import { timeOf } from './load.ts';

/** Milliseconds between two readings, whatever the one before took: a reader who waits is counted. */
const EVERY = 25;

export type Reading = { p50: number; p99: number; most: number };

/** What each reading took, in milliseconds, until the work is over. */
export async function readWhile(path: string, work: Promise<unknown>): Promise<number[]> {
  let over = false;
  void work.finally(() => (over = true)).catch(() => {});
  const times: Promise<number>[] = [];
  while (!over) {
    times.push(timeOf(path));
    await setTimeout(EVERY);
  }
  return Promise.all(times);
}

export function readingOf(times: number[]): Reading {
  const took = times.toSorted((a, b) => a - b);
  return { p50: took[Math.floor(took.length * 0.5)]!, p99: took[Math.floor(took.length * 0.99)]!, most: took.at(-1)! };
}
