import { useEffect, useRef, useState } from 'preact/hooks';
import type { CaseRow, ClaimWire } from '#server/cases/wire.ts';
import { api } from '../api.ts';
import type { Cases } from './use-cases.ts';

/** Milliseconds on a case before it is taken: leafing through the queue takes nothing from anybody. */
const SETTLED = 400;
/** Between two signs that one is still there: a third of what a claim lasts. */
const RENEWED = 60_000;

export type Claim = {
  /** Whose it is now; null where nobody's, or where their time is over. */
  of: ClaimWire | null;
  mine: boolean;
  /** Somebody took over what was mine. */
  lost: ClaimWire['by'] | null;
  take: () => void;
  giveBack: () => void;
};

type Options = { id: string | null; row: CaseRow | null; me: string; cases: Cases };

/** Has the open case as long as it is on the screen, unless it is another's; others see who reads it. */
export function useClaim({ id, row, me, cases }: Options): Claim {
  const known = id && id in cases.list.claims ? cases.list.claims[id]! : (row?.claim ?? null);
  const of = useRunning(known);
  const mine = of?.by.id === me;
  const [lost, setLost] = useState<ClaimWire['by'] | null>(null);
  const [given, setGiven] = useState(false);
  const had = useRef(false);
  const held = useRef<string | null>(null);
  const open = row?.state === 'open';

  const put = (take: boolean) =>
    api.put<{ claim: ClaimWire | null }>(`/cases/${id}/claim`, { take }).then(
      ({ claim }) => cases.claimed(id!, claim),
      () => {}, // it is said by whatever else fails: a claim is a courtesy
    );

  const leave = () => {
    if (held.current) void api.remove(`/cases/${held.current}/claim`).catch(() => {});
    held.current = null;
  };

  useEffect(() => {
    cases.reading(id);
    had.current = false;
    setLost(null);
    setGiven(false);
  }, [id]);
  useEffect(() => () => cases.reading(null), []);
  useEffect(() => {
    if (had.current && of && !mine) setLost(of.by);
    had.current = mine;
  }, [mine, of?.by.id]);
  useEffect(() => {
    if (!id || !open || given || lost) return;
    const sign = () => document.visibilityState === 'visible' && void put(false);
    const settled = setTimeout(sign, SETTLED);
    const renewed = setInterval(sign, RENEWED);
    document.addEventListener('visibilitychange', sign);
    return () => {
      clearTimeout(settled);
      clearInterval(renewed);
      document.removeEventListener('visibilitychange', sign);
    };
  }, [id, open, given, lost]);
  useEffect(() => {
    if (mine && open) held.current = id;
    else if (held.current === id) held.current = null; // decided, or taken over: there is nothing to give back
  }, [id, mine, open]);
  // The next claim gives the last one back; where none follows, it is done here.
  useEffect(() => {
    if (held.current !== id && (!id || row?.state === 'decided')) leave();
  }, [id, row?.state]);
  useEffect(() => leave, []);

  return {
    of,
    mine,
    lost,
    take: () => {
      setGiven(false);
      setLost(null);
      void put(true);
    },
    giveBack: () => {
      setGiven(true);
      leave();
      cases.claimed(id!, null);
    },
  };
}

/** Null from the moment its time is over. */
function useRunning(claim: ClaimWire | null): ClaimWire | null {
  const [, tick] = useState(0);
  const left = claim ? Date.parse(claim.until) - Date.now() : 0;
  useEffect(() => {
    if (left <= 0) return;
    const over = setTimeout(() => tick((n) => n + 1), left);
    return () => clearTimeout(over);
  }, [claim?.until]);
  return claim && left > 0 ? claim : null;
}
