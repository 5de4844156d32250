import { useState } from 'preact/hooks';
import type { TryInput, TryWire } from '#server/moderation/wire.ts';
import type { WordRule } from '#server/sites/wire.ts';
import type { ApiError } from '../../api.ts';
import { api } from '../../api.ts';
import { Failure } from '../../Failure.tsx';
import { asApiError } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { isNamed } from './form.ts';

/** A sentence, and which words of the list it says, as it would be read with its tricks undone. */
export function TryBox({ words }: { words: WordRule[] }) {
  const { t } = useWords();
  const [source, setSource] = useState('');
  const [answer, setAnswer] = useState<TryWire | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const ask = () => {
    if (!source.trim()) return;
    api.post<TryWire>('/screening/tries', { words: words.filter(isNamed), source } satisfies TryInput).then(
      (found) => (setAnswer(found), setError(null)),
      (failure) => (setAnswer(null), setError(asApiError(failure))),
    );
  };
  return (
    <div class="field">
      <label for="words-try">{t('words.try')}</label>
      <div class="bar">
        <input
          id="words-try"
          value={source}
          aria-describedby="words-tried"
          onInput={(event) => (setSource(event.currentTarget.value), setAnswer(null))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            ask();
          }}
        />
        <button class="btn" type="button" onClick={ask}>
          {t('words.try_go')}
        </button>
      </div>
      {error && <Failure error={error} />}
      <div role="status" id="words-tried">
        {answer && answer.matches.length === 0 && <p class="small soft">{t('words.try_none')}</p>}
        {answer?.matches.map(({ id, effect, passage }) => (
          <p class="small" key={id}>
            <span class="tag" data-k={effect === 'hold' || effect === 'refuse' ? 'bad' : 'warn'}>
              {t(`effect.${effect}`)}
            </span>{' '}
            <mark>{passage}</mark> <span class="soft">{t('words.try_by', { word: words.find((word) => word.id === id)?.text ?? '' })}</span>
          </p>
        ))}
      </div>
    </div>
  );
}
