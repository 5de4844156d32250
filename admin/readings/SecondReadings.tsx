import { useState } from 'preact/hooks';
import type { SecondReading, SecondReadings as Wire } from '#server/second-readings/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { PostText } from '../queue/PostText.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useFocusNext } from '../use-form.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Agreement } from './Agreement.tsx';

/** Decided texts, drawn by lot, read again by somebody who does not know what was decided. */
export function SecondReadings({ rules, manages }: { rules: RuleWire[]; manages: boolean }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<Wire>('/second-readings'));
  const focusNext = useFocusNext();
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { waiting, next } = loaded.value;
  const read = (verdict: 'approve' | 'reject', rule?: number) =>
    api.post<Wire>(`/second-readings/${next!.id}`, { verdict, ...(rule !== undefined && { rule }) }).then(
      (now) => {
        setError(null);
        loaded.set(now);
        focusNext('readings-waiting');
      },
      (failure) => {
        setError(asApiError(failure));
        loaded.reload();
      },
    );
  return (
    <div class="stack-6">
      <p class="soft">{t('readings.hint')}</p>
      {error && <Failure error={error} />}
      <p id="readings-waiting" tabIndex={-1} role="status">
        {t('readings.waiting', { n: waiting })}
      </p>
      {next && <Reading key={next.id} reading={next} rules={rules} onRead={(verdict, rule) => void read(verdict, rule)} />}
      {manages && <Agreement />}
    </div>
  );
}

type ReadingProps = { reading: SecondReading; rules: RuleWire[]; onRead: (verdict: 'approve' | 'reject', rule?: number) => void };

function Reading({ reading: { html, parent, thread }, rules, onRead }: ReadingProps) {
  const { t } = useWords();
  return (
    <section class="stack" aria-label={t('readings.text')}>
      <p class="soft small">{t('readings.under', { title: thread })}</p>
      {parent && (
        <blockquote>
          <p class="soft small">{t('readings.parent')}</p>
          <PostText post={{ html: parent, state: 'published' }} />
        </blockquote>
      )}
      <PostText post={{ html, state: 'published' }} />
      <fieldset class="bar">
        <legend>{t('readings.verdict')}</legend>
        <button class="btn" type="button" onClick={() => onRead('approve')}>
          {t('readings.approve')}
        </button>
        {rules.map(({ number, title }) => (
          <button class="btn" type="button" key={number} onClick={() => onRead('reject', number)}>
            {t('readings.reject', { rule: number, title })}
          </button>
        ))}
      </fieldset>
    </section>
  );
}
