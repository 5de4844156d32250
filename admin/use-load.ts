import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError } from './api.ts';

const PATIENCE = 400; // ms before waiting is worth a word

export type Loaded<T> = {
  value: T | null;
  error: ApiError | null;
  slow: boolean;
  reload: () => void;
  set: (value: T) => void;
};

/** Loads once, and again on `reload`; what was loaded stays on the screen meanwhile. */
export function useLoad<T>(load: () => Promise<T>): Loaded<T> {
  const [value, set] = useState<T | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [asked, setAsked] = useState(0);
  const slow = useSlow(!value && !error);
  useEffect(() => {
    let wanted = true;
    load().then(
      (answer) => wanted && (set(answer), setError(null)),
      (failure) => wanted && setError(asApiError(failure)),
    );
    return () => void (wanted = false);
  }, [asked]);
  return { value, error, slow, set, reload: useCallback(() => setAsked((n) => n + 1), []) };
}

/** True once something has been `waiting` for a while. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow;
}

export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  throw failure; // a bug: not to be mistaken for an answer
}
