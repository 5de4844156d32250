import type { SurgeWire } from '#server/threads/wire.ts';
import { useWords } from '../words.tsx';

type Props = { thread: { title: string }; surge: SurgeWire; onPropose: () => void };

/** Out of its normal band: the figures, and what is proposed. A person decides. */
export function Surge({ thread, surge, onPropose }: Props) {
  const { t, number } = useWords();
  const { why, propose, now, usual, most, authors, held } = surge;
  return (
    <p class="small warn">
      {t(`surge.${why}`, { now, usual: number(usual), most: number(most), authors, held })}{' '}
      <button
        class="btn"
        type="button"
        aria-label={t('surge.propose_named', { kind: t(`threads.measure_${propose}`), title: thread.title })}
        onClick={onPropose}
      >
        {t('surge.propose', { kind: t(`threads.measure_${propose}`) })}
      </button>
    </p>
  );
}
