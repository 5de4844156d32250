import { useState } from 'preact/hooks';

/** What was typed on a screen that was left, until the page is closed. */
const kept = new Map<string, unknown>();

/** A state that outlives its component: going to look at something else loses nothing. */
export function useKept<T>(name: string, start: () => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : start()));
  const keep = (next: T) => {
    kept.set(name, next);
    setValue(next);
  };
  return [value, keep];
}
