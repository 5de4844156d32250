import { useState } from 'preact/hooks';
import type { AgendaWire } from '#server/planning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** The calendar in one's own calendar program: an address that is one's own, renewed or ended at will. */
export function Agenda() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<AgendaWire>('/calendar/agenda'));
  const [error, setError] = useState<ApiError | null>(null);
  const set = (asked: Promise<AgendaWire>) =>
    asked.then(
      (answer) => {
        setError(null);
        loaded.set(answer);
      },
      (failure: unknown) => setError(asApiError(failure)),
    );
  const url = loaded.value?.url ?? null;
  return (
    <details>
      <summary>{t('calendar.agenda')}</summary>
      <div class="stack">
        <p class="soft small">{t('calendar.agenda_hint')}</p>
        {error && <Failure error={error} />}
        {url && (
          <div class="field">
            <label for="agenda">{t('calendar.agenda_address')}</label>
            <input id="agenda" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
          </div>
        )}
        <div class="bar">
          <button class="btn" type="button" onClick={() => void set(api.post<AgendaWire>('/calendar/agenda', {}))}>
            {t(url ? 'calendar.agenda_renew' : 'calendar.agenda_make')}
          </button>
          {url && (
            <button class="btn" type="button" onClick={() => void set(api.remove('/calendar/agenda').then(() => ({ url: null })))}>
              {t('calendar.agenda_end')}
            </button>
          )}
        </div>
      </div>
    </details>
  );
}
