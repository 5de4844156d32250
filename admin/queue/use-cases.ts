import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { CaseEvent, CaseRow, CasesPage, ClaimWire } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import type { Live } from '../live.ts';
import { listenToDesk } from '../live.ts';
import { asApiError } from '../use-load.ts';
import type { View } from './case-list.ts';
import { isSameView, reduceList, startList } from './case-list.ts';

const EVERYTHING: View = { lane: 'all', query: '' };

type Listener = (event: CaseEvent | 'joined') => void;
export type Cases = ReturnType<typeof useCases>;

/** The cases of a view, kept live as long as the desk is open. `view` null: another screen is shown, the last one is kept. */
export function useCases(desk: DeskWire, view: View | null, onRights: () => void) {
  const decides = desk.can.includes('decide');
  const [list, dispatch] = useReducer(reduceList, view ?? EVERYTHING, (first) => startList(first, desk.member.id));
  const [connected, setConnected] = useState(true);
  const [error, setError] = useState<ApiError | null>(null);
  const listeners = useRef(new Set<Listener>());
  const inboxListeners = useRef(new Set<() => void>());
  const live = useRef<Live | null>(null);
  const shown = useRef(list);
  shown.current = list;

  const read = (of: View, cursor: string | null) => {
    const { lane, query } = of;
    const path = `/cases?lane=${lane}${query && `&${query}`}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    return api.get<CasesPage>(path).then(
      (page) => {
        dispatch({ type: cursor ? 'more' : 'page', view: { lane, query }, page });
        setError(null);
      },
      (failure) => setError(asApiError(failure)),
    );
  };
  const reload = () => void read(shown.current, null);

  useEffect(() => {
    if (!decides || !view) return;
    if (!isSameView(view, shown.current)) dispatch({ type: 'view', view });
    void read(view, null);
  }, [decides, view?.lane, view?.query]);

  useEffect(() => {
    if (!decides) return;
    const tell: Listener = (event) => listeners.current.forEach((listen) => listen(event));
    const tellInbox = () => inboxListeners.current.forEach((listen) => listen());
    live.current = listenToDesk({
      event: (event) => {
        dispatch({ type: 'event', event });
        tell(event);
      },
      claim: (event) => dispatch({ type: 'claim', event }),
      readers: (event) => dispatch({ type: 'readers', event }),
      mine: ({ mine }) => dispatch({ type: 'mine', mine }),
      inbox: tellInbox,
      joined: () => {
        setConnected(true);
        reload();
        tell('joined');
        tellInbox();
      },
      lost: () => {
        setConnected(false);
        dispatch({ type: 'lost' });
      },
      rights: onRights,
    });
    return () => live.current?.close();
  }, [decides]);

  return {
    // Until a view that was just entered is read, nothing of the one that was left is shown in it.
    list: view && !isSameView(view, list) ? { ...list, ...view, rows: [], next: null, loaded: false } : list,
    connected,
    error,
    reload,
    more: () => (list.next ? read(list, list.next) : Promise.resolve()),
    decided: (row: CaseRow) => dispatch({ type: 'decided', row }),
    claimed: (id: string, claim: ClaimWire | null) => dispatch({ type: 'claim', event: { case: id, claim } }),
    reading: (id: string | null) => live.current?.reading(id),
    /** Something of the inbox changed, or may have while the connection was cut. */
    listenToInbox: (listener: () => void) => {
      inboxListeners.current.add(listener);
      return () => void inboxListeners.current.delete(listener);
    },
    listen: (listener: Listener) => {
      listeners.current.add(listener);
      return () => void listeners.current.delete(listener);
    },
  };
}
