import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import type { InboxChanges, InboxPage, InboxView } from '#server/inbox/wire.ts';
import { api, type ApiError } from '../api.ts';
import type { Cases } from '../queue/use-cases.ts';
import { useAgain } from '../use-again.ts';
import { asApiError } from '../use-load.ts';
import { reduceItems, startItems } from './item-list.ts';

/** For who has the inbox alone, as journalists: the socket of the desk is the moderators'. In ms. */
const LOOK_AGAIN = 5000;

export type Inbox = ReturnType<typeof useInbox>;

/** The inbox, kept live as long as the desk is open. `view` null: another screen is shown; its counts go on. */
export function useInbox(desk: DeskWire, view: InboxView | null, { listenToInbox, connected }: Pick<Cases, 'listenToInbox' | 'connected'>) {
  const opens = desk.can.includes('inbox');
  const [list, dispatch] = useReducer(reduceItems, view ?? 'all', (first) => startItems(first, desk.member.id));
  const [error, setError] = useState<ApiError | null>(null);
  const known = useRef(list);
  known.current = list;
  const asking = useRef<Promise<void> | null>(null);

  const read = (of: InboxView, cursor: string | null) =>
    api.get<InboxPage>(`/inbox?lane=${of}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`).then(
      (page) => {
        dispatch({ type: cursor ? 'more' : 'page', view: of, page });
        setError(null);
      },
      (failure) => setError(asApiError(failure)),
    );

  /** One question at a time, each from where the last answer ended: nothing is missed, nothing told out of order. */
  const catchUp = async (): Promise<void> => {
    let after = known.current.seq;
    for (;;) {
      const changes = await api.get<InboxChanges>(`/inbox/changes?after=${after}`);
      dispatch({ type: 'changes', changes });
      after = changes.seq;
      if (!changes.more) return;
    }
  };
  const heard = () => {
    if (!known.current.loaded) return;
    const next = (asking.current ?? Promise.resolve()).then(catchUp).catch((failure) => setError(asApiError(failure)));
    asking.current = next;
  };

  useEffect(() => {
    if (!opens) return;
    const of = view ?? known.current.view;
    if (of !== known.current.view) dispatch({ type: 'view', view: of });
    void read(of, null);
  }, [opens, view]);
  useEffect(() => (opens ? listenToInbox(heard) : undefined), [opens]);
  useAgain(opens && !desk.can.includes('decide'), LOOK_AGAIN, heard);

  return {
    list: view && view !== list.view ? { ...list, view, rows: [], next: null, loaded: false } : list,
    error,
    connected,
    reload: () => void read(known.current.view, null),
    more: () => void (list.next && read(list.view, list.next)),
    /** Something was done here: the list knows before the socket says so. */
    changed: heard,
  };
}
