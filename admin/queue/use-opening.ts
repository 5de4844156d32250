import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { CaseRow } from '#server/cases/wire.ts';
import { isWide } from '../width.ts';
import { afterCase, isTaken } from './case-list.ts';
import type { OpenCase } from './open-case.ts';
import type { Cases } from './use-cases.ts';

const NEAR_THE_END = 5; // rows left below when the next page is asked for

type Options = {
  rows: CaseRow[];
  id: string | null;
  open: OpenCase | null;
  cases: Cases;
  openCase: (row: CaseRow, options: { replace: boolean }) => void;
  foresee: (row: CaseRow | null) => void;
};

/** What the queue opens and reads by itself: a case where there is room for one, more rows, the case that comes next. */
export function useOpening({ rows, id, open, cases, openCase, foresee }: Options) {
  const { list } = cases;
  const taken = (of: string) => isTaken(list, of);
  const shown = rows.filter(({ state }) => list.lane === 'done' || state === 'open');
  const first = shown.find((row) => !taken(row.id)) ?? shown[0] ?? rows[0];
  // Before the next key, which may leave this lane.
  useLayoutEffect(() => {
    if (!id && first && isWide()) openCase(first, { replace: true });
  }, [id, list.lane, first?.id]);
  useEffect(() => {
    const at = rows.findIndex((each) => each.id === id);
    if (list.next && rows.length - at <= NEAR_THE_END) void cases.more();
    if (open?.seen) foresee(afterCase(rows, open.id, taken));
  }, [id, open?.seen?.id, list.rows.length]);
}
