import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds: however busy others keep this process, what waits gets on. */
const LONGEST_REST = 100;

/**
 * What is long and in no hurry works in slices of some milliseconds, and rests after each as long as this process was busy since
 * the last: half of the time is the readers'. To let the loop turn once is not enough: a request takes several turns.
 */
export function takeTurns(): () => Promise<void> {
  let since = performance.eventLoopUtilization();
  return async () => {
    const { active } = performance.eventLoopUtilization(since);
    await setTimeout(Math.min(active, LONGEST_REST));
    since = performance.eventLoopUtilization();
  };
}
