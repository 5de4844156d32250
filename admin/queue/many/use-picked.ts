import { useState } from 'preact/hooks';
import type { CaseRow } from '#server/cases/wire.ts';

export type Picked = ReturnType<typeof usePicked>;

/** The cases chosen to be decided together, among those that are shown and still wait. */
export function usePicked(rows: CaseRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const set = (id: string, on: boolean) => setIds((held) => new Set(on ? [...held, id] : [...held].filter((one) => one !== id)));
  return {
    rows: rows.filter(({ id, state }) => ids.has(id) && state === 'open'),
    has: (id: string) => ids.has(id),
    set,
    toggle: (id: string) => set(id, !ids.has(id)),
    clear: () => setIds(new Set()),
  };
}
