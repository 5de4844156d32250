import { api, type ApiError } from './api.ts';
import { asApiError } from './use-load.ts';
import { useWords, type WordKey } from './words.tsx';

type Props<T> = {
  /** Where the next page is; null where there is none. */
  path: string | null;
  label?: WordKey;
  onPage: (page: T) => void;
  onFailure: (error: ApiError) => void;
};

/** The rest of a list, a page at a time. */
export function More<T>({ path, label = 'threads.more', onPage, onFailure }: Props<T>) {
  const { t } = useWords();
  if (path === null) return null;
  const ask = () => api.get<T>(path).then(onPage, (failure) => onFailure(asApiError(failure)));
  return (
    <p>
      <button class="btn" type="button" onClick={() => void ask()}>
        {t(label)}
      </button>
    </p>
  );
}
