import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClaimWire } from '#server/cases/wire.ts';
import { api } from '../api.ts';

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

type Options = {
  /** Under which address there are such things. */
  at: 'cases' | 'inbox';
  id: string | null;
  /** null: not read yet. */
  state: 'open' | 'done' | null;
  known: ClaimWire | null;
  me: string;
  /** What the server said of it, or what is sure already. */
  onClaimed: (id: string, claim: ClaimWire | null) => void;
};

/** Has what is open as long as it is on the screen, unless it is another's. */
export function useClaim({ at, id, state, known, me, onClaimed }: Options): Claim {
  const of = useRunning(known);
  const mine = of?.by.id === me;
  const [lost, setLost] = useState<ClaimWire['by'] | null>(null);
  const [given, setGiven] = useState(false);
  const had = useRef(false);
  const held = useRef<string | null>(null);
  const open = state === 'open';

  const put = (take: boolean) =>
    api.put<{ claim: ClaimWire | null }>(`/${at}/${id}/claim`, { take }).then(
      ({ claim }) => onClaimed(id!, claim),
      () => {}, // it is said by whatever else fails: a claim is a courtesy
    );

  const leave = () => {
    if (held.current) void api.remove(`/${at}/${held.current}/claim`).catch(() => {});
    held.current = null;
  };

  useEffect(() => {
    had.current = false;
    setLost(null);
    setGiven(false);
  }, [id]);
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
    if (held.current !== id && (!id || state === 'done')) leave();
  }, [id, state]);
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
      onClaimed(id!, null);
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
