import { useEffect, useState } from 'preact/hooks';
import type { InboxConflict, InboxDetail } from '#server/inbox/wire.ts';
import { api, type ApiError } from '../api.ts';
import { asApiError } from '../use-load.ts';

export type OpenItem = ReturnType<typeof useItem>;

/** The item that is open, read again whenever it changed (`seq`). What was refused shows what it is by now. */
export function useItem(id: string | null, seq: number | undefined) {
  const [detail, setDetail] = useState<InboxDetail | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [asked, setAsked] = useState(0);
  const shown = detail?.id === id ? detail : null;

  useEffect(() => {
    if (!id) return;
    if (shown && seq !== undefined && seq <= shown.seq) return;
    let wanted = true;
    api.get<InboxDetail>(`/inbox/${id}`).then(
      (read) => wanted && (setDetail(read), setError(null)),
      (failure) => wanted && setError(asApiError(failure)),
    );
    return () => void (wanted = false);
  }, [id, seq, asked]);

  /** Resolves with whether it was done. */
  const does = async (work: () => Promise<InboxDetail>): Promise<boolean> => {
    try {
      setDetail(await work());
      setError(null);
      return true;
    } catch (failure) {
      const refused = asApiError(failure);
      const conflict = refused.code === 'item_changed' || refused.code === 'item_claimed';
      if (conflict) setDetail((refused.facts.details as InboxConflict).current);
      setError(refused);
      return false;
    }
  };

  return {
    detail: shown,
    error,
    does,
    change: (to: object) => does(() => api.patch<InboxDetail>(`/inbox/${id}`, { version: shown!.version, ...to })),
    reload: () => setAsked((n) => n + 1),
    claimed: (of: string, claim: InboxDetail['claim']) => setDetail((now) => (now?.id === of ? { ...now, claim } : now)),
  };
}
