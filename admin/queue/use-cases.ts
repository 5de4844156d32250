import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { CaseDetail, CaseEvent, CasesPage, Lane } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { listenToCases } from '../live.ts';
import { asApiError } from '../use-load.ts';
import { reduceList, startList } from './case-list.ts';

type Listener = (event: CaseEvent | 'joined') => void;
export type Cases = ReturnType<typeof useCases>;

/** The cases of a lane, kept live as long as the desk is open. `lane` null: another screen is shown, the last lane is kept. */
export function useCases(desk: DeskWire, lane: Lane | null, onRights: () => void) {
  const decides = desk.can.includes('decide');
  const [list, dispatch] = useReducer(reduceList, lane ?? 'all', startList);
  const [connected, setConnected] = useState(true);
  const [error, setError] = useState<ApiError | null>(null);
  const listeners = useRef(new Set<Listener>());
  const shown = useRef(list);
  shown.current = list;

  const read = (of: Lane, cursor: string | null) => {
    const path = `/cases?lane=${of}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    return api.get<CasesPage>(path).then(
      (page) => {
        dispatch({ type: cursor ? 'more' : 'page', lane: of, page });
        setError(null);
      },
      (failure) => setError(asApiError(failure)),
    );
  };
  const reload = () => void read(shown.current.lane, null);

  useEffect(() => {
    if (!decides || !lane) return;
    if (lane !== shown.current.lane) dispatch({ type: 'lane', lane });
    void read(lane, null);
  }, [decides, lane]);

  useEffect(() => {
    if (!decides) return;
    const tell: Listener = (event) => listeners.current.forEach((listen) => listen(event));
    return listenToCases({
      event: (event) => {
        dispatch({ type: 'event', event });
        tell(event);
      },
      joined: () => {
        setConnected(true);
        reload();
        tell('joined');
      },
      lost: () => setConnected(false),
      rights: onRights,
    });
  }, [decides]);

  return {
    // Until a lane that was just entered is read, nothing of the one that was left is shown in it.
    list: lane && lane !== list.lane ? { ...startList(lane), counts: list.counts } : list,
    connected,
    error,
    reload,
    more: () => (list.next ? read(list.lane, list.next) : Promise.resolve()),
    decided: (row: CaseDetail) => dispatch({ type: 'decided', row }),
    listen: (listener: Listener) => {
      listeners.current.add(listener);
      return () => void listeners.current.delete(listener);
    },
  };
}
