import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrialInput, TrialLine, TrialResult } from '#server/moderation/wire.ts';
import type { ApiError } from '../../api.ts';
import { asApiError } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { runTrial } from './run-trial.ts';
import { TrialResults } from './TrialResults.tsx';

type Run = { of: string; progress: number | null; result: TrialResult | null };

/** What would have changed over the last 30 days, before it does. */
export function Trial({ input, unchanged, onRefused }: { input: TrialInput; unchanged: boolean; onRefused: (error: ApiError) => void }) {
  const { t } = useWords();
  const [run, setRun] = useState<Run | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const typed = JSON.stringify(input);
  const hear = (line: TrialLine) =>
    setRun(
      line.kind === 'done'
        ? { of: typed, progress: null, result: line }
        : { of: typed, progress: line.of ? line.done / line.of : 0, result: null },
    );
  const start = () => {
    const own = (abort.current = new AbortController());
    setRun({ of: typed, progress: 0, result: null });
    runTrial(input, hear, own.signal).catch((failure) => {
      setRun(null);
      if (!own.signal.aborted) onRefused(asApiError(failure));
    });
  };
  const running = run !== null && run.result === null;
  return (
    <section class="stack" aria-labelledby="trial">
      <h3 id="trial">{t('trial.title')}</h3>
      <p class="soft small">{t('trial.hint')}</p>
      <div class="bar">
        <button class="btn" type="button" aria-disabled={unchanged || running} onClick={() => unchanged || running || start()}>
          {t('trial.start')}
        </button>
        {running && (
          <>
            <progress aria-label={t('trial.title')} value={run.progress ?? 0} />
            <button class="btn" data-quiet type="button" onClick={() => abort.current?.abort()}>
              {t('trial.cancel')}
            </button>
          </>
        )}
        {unchanged && <span class="soft small">{t('trial.unchanged')}</span>}
      </div>
      <div role="status">{run?.result && run.of !== typed && <p class="warn">{t('trial.stale')}</p>}</div>
      {run?.result && <TrialResults result={run.result} />}
    </section>
  );
}
