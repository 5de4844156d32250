import { useWords } from '../../words.tsx';
import { Choice, Line } from '../fields.tsx';
import { errorOf } from '../form.ts';
import type { PartProps } from './parts.ts';

/** A service of the publisher's, asked about each post. Another address has another secret: it is shown once saved. */
export function External({ form, fields, put, secret, unchanged }: PartProps & { secret: string | null; unchanged: boolean }) {
  const { t } = useWords();
  return (
    <fieldset class="two">
      <legend>{t('external.title')}</legend>
      <Line
        id="screening-externalUrl"
        label={t('external.url')}
        hint={t('external.url_hint')}
        value={form.externalUrl}
        error={errorOf(fields, 'screening.external.url')}
        onChange={(externalUrl) => put({ externalUrl })}
      />
      {form.externalUrl.trim() !== '' && (
        <>
          <Choice
            id="screening-onFailure"
            label={t('external.onFailure')}
            value={form.onFailure}
            options={[
              ['publish', t('external.publish')],
              ['hold', t('external.hold')],
            ]}
            onChange={(onFailure) => put({ onFailure })}
          />
          <Line
            id="screening-timeoutMs"
            numeric
            label={t('external.timeoutMs')}
            hint={t('external.timeoutMs_hint')}
            value={form.timeoutMs}
            error={errorOf(fields, 'screening.external.timeoutMs')}
            onChange={(timeoutMs) => put({ timeoutMs })}
          />
          <div class="field">
            <span class="label">{t('external.secret')}</span>
            {secret && unchanged ? <code class="secret">{secret}</code> : <span class="soft">{t('external.secret_later')}</span>}
          </div>
        </>
      )}
    </fieldset>
  );
}
