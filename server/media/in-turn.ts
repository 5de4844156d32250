import { Refusal } from '../errors.ts';

/** Each keeps what was sent in memory while it waits. */
const MOST_WAITING = 10;
/** Seconds, for who came when too many were waiting. */
const LATER = 20;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** One at a time: a picture unpacked is a hundred megabytes, and works on all cores by itself. Refuses `too_fast` where too many wait. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_WAITING) throw new Refusal('too_fast', { retryAfter: LATER });
  waiting++;
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine.finally(() => waiting--);
}
