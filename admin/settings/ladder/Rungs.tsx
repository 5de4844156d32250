import { useWords } from '../../words.tsx';
import type { Rung } from './ladder-form.ts';

/** The ladder in sentences, as it would be if it were saved. */
export function Rungs({ rungs }: { rungs: Rung[] }) {
  const { t } = useWords();
  return (
    <section class="will" aria-labelledby="rungs">
      <h3 id="rungs">{t('ladder.preview')}</h3>
      {rungs.length === 0 && <p class="soft">{t('ladder.preview_none')}</p>}
      <ul>
        {rungs.map((rung) => (
          <li key={rung.from}>
            <b>{t('ladder.standing', { from: rung.from, to: rung.to ?? 0, last: lastOf(rung) })}</b>
            {t('ladder.proposes', { kind: rung.kind, ...spanOf(rung.hours) })}
          </li>
        ))}
      </ul>
      <p class="soft small">{t('ladder.preview_hint')}</p>
    </section>
  );
}

function lastOf({ from, to }: Rung) {
  if (to === null) return 'none';
  if (to === from) return 'same';
  return from === 0 ? 'first' : 'other';
}

function spanOf(hours: number | null) {
  if (hours === null) return { unit: 'none', n: 0 };
  return hours < 24 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.round(hours / 24) };
}
