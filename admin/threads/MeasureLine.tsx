import type { MeasureWire } from '#server/threads/wire.ts';
import { useMoments } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** What holds, at what pace, until when, and the words that readers see. */
export function MeasureLine({ measure: { kind, seconds = 0, until, reason } }: { measure: MeasureWire }) {
  const { t } = useWords();
  const dateOf = useMoments();
  return (
    <span>
      <b>{t(`threads.measure_${kind}`)}</b>
      {kind === 'slow' && ` (${t('threads.measure_pace', { seconds, minutes: Math.floor(seconds / 60) })})`}{' '}
      <span class="soft">
        {t('threads.measure_until', { date: dateOf(until) })} {t('quote', { text: reason })}
      </span>
    </span>
  );
}
