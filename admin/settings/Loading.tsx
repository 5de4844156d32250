import type { Loaded } from '../use-load.ts';
import { Failure } from '../Failure.tsx';
import { useWords } from '../words.tsx';

/** What stands where something is not there yet: nothing at first, a word later, what failed. */
export function Loading({ error, slow, reload }: Pick<Loaded<unknown>, 'error' | 'slow' | 'reload'>) {
  const { t } = useWords();
  if (error) return <Failure error={error} onRetry={reload} />;
  return <output class="soft">{slow && t('loading')}</output>;
}
