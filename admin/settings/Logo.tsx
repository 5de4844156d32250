import { useState } from 'preact/hooks';
import type { LookWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { SureButton } from './SureButton.tsx';

/** Saved as soon as it is chosen. */
export function Logo({ url, onSaved }: { url: string | null; onSaved: (look: LookWire) => void }) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const attempt = (work: Promise<LookWire>) =>
    work.then(
      (look) => (setError(null), onSaved(look)),
      (failure) => setError(asApiError(failure)),
    );
  const remove = () => attempt(api.remove('/look/logo').then(() => api.get<LookWire>('/look')));
  return (
    <section class="stack" aria-labelledby="logo">
      <h3 id="logo">{t('look.logo')}</h3>
      {error && <Failure error={error} />}
      {error?.facts.fields?.logo && <p class="err">{error.facts.fields.logo}</p>}
      {url && <img class="logo" src={url} alt={t('look.logo_now')} />}
      <div class="field">
        <label for="look-logo">{t(url ? 'look.logo_other' : 'look.logo_choose')}</label>
        <input
          type="file"
          id="look-logo"
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-describedby="look-logo-hint"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void attempt(api.putFile<LookWire>('/look/logo', file));
          }}
        />
        <span class="hint" id="look-logo-hint">
          {t('look.logo_hint')}
        </span>
      </div>
      {url && (
        <p>
          <SureButton label={t('look.logo_remove')} sure={t('look.logo_remove_sure')} named={(act) => act} onPress={() => void remove()} />
        </p>
      )}
    </section>
  );
}
