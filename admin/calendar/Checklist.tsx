import { useState } from 'preact/hooks';
import type { Check } from '#server/planning/wire.ts';
import { useWords } from '../words.tsx';

type Props = { checks: Check[]; fixed: boolean; onChange: (checks: Check[]) => void };

/** What is to be done before: it keeps nobody from publishing. */
export function Checklist({ checks, fixed, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const add = () => {
    if (typed.trim() === '') return;
    onChange([...checks, { text: typed.trim(), done: false }]);
    setTyped('');
  };
  const done = checks.filter((check) => check.done).length;
  return (
    <section class="stack" aria-labelledby="checklist">
      <h2 id="checklist">
        {t('calendar.checklist')} {checks.length > 0 && <span class="soft small">{t('calendar.checked', { done, n: checks.length })}</span>}
      </h2>
      <ul class="stack">
        {checks.map((check, i) => (
          <li key={i} class="bar">
            <label class="check">
              <input
                type="checkbox"
                checked={check.done}
                disabled={fixed}
                onChange={(event) => onChange(checks.map((one, at) => (at === i ? { ...one, done: event.currentTarget.checked } : one)))}
              />
              <span>{check.text}</span>
            </label>
            {!fixed && (
              <button
                class="link small push"
                type="button"
                aria-label={t('calendar.uncheck', { text: check.text })}
                onClick={() => onChange(checks.filter((_, at) => at !== i))}
              >
                {t('calendar.drop')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {!fixed && (
        <div class="bar">
          <input
            class="grow"
            aria-label={t('calendar.check_new')}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), add())}
          />
          <button class="btn" type="button" onClick={add}>
            {t('calendar.check_add')}
          </button>
        </div>
      )}
    </section>
  );
}
