import { useWords } from '../words.tsx';

const PERIODS = [7, 28, 91, 365];

type Props = { days: number; onDays: (days: number) => void };

/** The last days, today too. */
export function Period({ days, onDays }: Props) {
  const { t } = useWords();
  return (
    <div class="bar" role="group" aria-label={t('audience.period')}>
      {PERIODS.map((n) => (
        <button key={n} class="btn" type="button" aria-pressed={n === days} onClick={() => onDays(n)}>
          {t('audience.days', { n })}
        </button>
      ))}
    </div>
  );
}
