import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { CaseConflict, CaseDetail, CaseRow, DecisionInput } from '#server/cases/wire.ts';
import { api } from '../api.ts';
import { asApiError } from '../use-load.ts';
import type { CaseFailure, Choice } from './open-case.ts';
import { canDecide, reduceCase } from './open-case.ts';
import type { Cases } from './use-cases.ts';

type Options = { id: string | null; row: CaseRow | null; me: string; cases: Cases };

/** The open case: read, kept live, decided. `decide` tells what the server recorded, null when it did not. */
export function useOpenCase({ id, row, me, cases }: Options) {
  const [open, dispatch] = useReducer(reduceCase, null);
  const known = useRef(new Map<string, CaseDetail>());

  const read = (of: string) =>
    api.get<CaseDetail>(`/cases/${of}`).then(
      (detail) => {
        known.current.set(of, detail);
        dispatch({ type: 'read', detail });
      },
      (failure) => dispatch({ type: 'fail', id: of, error: asApiError(failure), choice: null }),
    );

  // Before the paint: the case that is left must not show under the new one's title.
  useLayoutEffect(() => {
    if (!id) return;
    const kept = known.current.get(id);
    const fresh = kept && row && kept.version >= row.version ? kept : null;
    dispatch({ type: 'open', id, known: fresh });
    if (!fresh) void read(id);
    return cases.listen((event) => (event === 'joined' || event.case.id === id) && void read(id));
  }, [id]);

  const decide = async (choice: Choice): Promise<CaseDetail | null> => {
    if (!canDecide(open)) return null;
    const input: DecisionInput = { version: open.seen.version, revision: open.seen.post?.revision ?? null, ...choice };
    dispatch({ type: 'send', verdict: choice.verdict });
    try {
      return record((await api.post<{ case: CaseDetail }>(`/cases/${open.id}/decisions`, input)).case);
    } catch (failure) {
      return refuse(open.id, input, { error: asApiError(failure), choice });
    }
  };
  const record = (detail: CaseDetail) => {
    known.current.set(detail.id, detail);
    cases.decided(detail);
    return detail;
  };
  const refuse = (of: string, input: DecisionInput, { error, choice }: CaseFailure) => {
    const current = error.code === 'case_changed' ? (error.facts.details as CaseConflict).current : null;
    if (current && isOurs(current, input, me)) return record(current);
    if (current) known.current.set(of, current);
    dispatch(current ? { type: 'conflict', id: of, current } : { type: 'fail', id: of, error, choice });
    return null;
  };

  return {
    open: open?.id === id ? open : null,
    decide,
    read: () => void (id && read(id)),
    showNewer: () => dispatch({ type: 'show newer' }),
    /** Reads what will probably be opened next. */
    /** What the server answered to something else than a decision. */
    show: (detail: CaseDetail) => {
      known.current.set(detail.id, detail);
      dispatch({ type: 'read', detail });
    },
    foresee: (next: CaseRow | null) => void (next && !known.current.has(next.id) && read(next.id)),
  };
}

/** The decision got there the first time and only its answer was lost. */
function isOurs({ decision, post }: CaseDetail, input: DecisionInput, me: string) {
  if (decision?.by?.id !== me || decision.verdict !== input.verdict || decision.revision !== input.revision) return false;
  return (post?.revision ?? null) === input.revision && (decision.rule?.number ?? null) === (input.rule ?? null);
}
