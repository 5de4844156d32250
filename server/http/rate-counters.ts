import { limits, type LimitName } from './rate-limit.ts';

/** How often so far, this time included, and when the count starts anew. */
export type Counts = { acts: number; msLeft: number };
/** Counts one act more. */
export type Counter = (name: LimitName, key: string) => Promise<Counts>;
/** What all processes of an installation count in. */
export type SharedCounter = { count: Counter; close(): Promise<void> };

/** Milliseconds: a limit that takes longer to ask for than the act itself protects nothing. */
export const PATIENCE = 1000;

/** More keys than this means an attack from many addresses: the oldest are forgotten first, memory stays bounded. */
const KEYS = 50_000;

/** In this process's memory, by the clock it is given. */
export function createMemoryCounter(now: () => Date): Counter {
  const windows = new Map<string, { acts: number; end: number }>();
  return async (name, key) => {
    const at = now().getTime();
    const open = windows.get(key);
    const window = open && open.end > at ? open : { acts: 0, end: at + limits[name].ms };
    window.acts++;
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > KEYS) windows.delete(windows.keys().next().value!);
    return { acts: window.acts, msLeft: window.end - at };
  };
}
