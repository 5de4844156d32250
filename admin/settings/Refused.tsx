import type { ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useWords } from '../words.tsx';

type Props = { error: ApiError | null; onTheirs: () => void; onMine: () => void };

/** Why it was not saved. Where somebody else saved meanwhile, what was typed is kept, and may go on top of theirs. */
export function Refused({ error, onTheirs, onMine }: Props) {
  const { t } = useWords();
  if (error?.code !== 'taken') return error && <Failure error={error} />;
  return (
    <div class="notice" role="alert">
      <p>{t('screening.taken')}</p>
      <div class="bar">
        <button class="btn" type="button" onClick={onTheirs}>
          {t('screening.theirs')}
        </button>
        <button class="btn" type="button" onClick={onMine}>
          {t('screening.mine')}
        </button>
      </div>
    </div>
  );
}
