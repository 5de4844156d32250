import { useState } from 'preact/hooks';
import type { Look, LookWire } from '#server/sites/wire.ts';
import { api, type ApiError } from '../../api.ts';
import { Moment } from '../../clock.tsx';
import { Failure } from '../../Failure.tsx';
import { asApiError } from '../../use-load.ts';
import { useWords } from '../../words.tsx';

type Props = { saved: LookWire; onTaken: (look: Look) => void };

/** Who changed it, and how to go back to what it was. */
export function Versions({ saved: { version: worn, versions }, onTaken }: Props) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  if (versions.length === 0) return null;
  const takeUp = (version: number) =>
    api.get<Look>(`/look/versions/${version}`).then(
      (look) => (onTaken(look), setError(null)),
      (failure) => setError(asApiError(failure)),
    );
  return (
    <section class="stack" aria-labelledby="look-versions">
      <h3 id="look-versions">{t('look.versions')}</h3>
      <p class="soft">{t('look.versions_hint')}</p>
      {error && <Failure error={error} />}
      <ul class="versions stack">
        {versions.map(({ version, by, at }) => (
          <li key={version}>
            <span>
              {t('look.version', { n: version, by })}, <Moment at={at} />
            </span>
            {version === worn ? (
              <span class="soft">{t('look.version_now')}</span>
            ) : (
              <button class="btn" type="button" aria-label={t('look.take_up_named', { n: version })} onClick={() => void takeUp(version)}>
                {t('look.take_up')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
