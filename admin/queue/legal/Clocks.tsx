import type { ClocksWire } from '#server/notices/wire.ts';
import { Moment, useNow } from '../../clock.tsx';
import { useWords } from '../../words.tsx';

/** When the site was told, saw, knew and acted: across the top of a legal case. */
export function Clocks({ clocks }: { clocks: ClocksWire }) {
  const { t } = useWords();
  const now = useNow();
  const { alarmAt, actedAt } = clocks;
  const late = alarmAt !== null && Date.parse(alarmAt) <= now;
  return (
    <ol class="clocks" aria-label={t('case.law.clocks')}>
      {(['noticedAt', 'seenAt', 'knownAt'] as const).map((clock) => (
        <li key={clock}>
          <span class="soft">{t(`case.law.${clock}`)}</span>
          <b>{clocks[clock] ? <Moment at={clocks[clock]} /> : t('case.law.notYet')}</b>
        </li>
      ))}
      <li data-late={late || undefined}>
        <span class="soft">{t(actedAt && !alarmAt ? 'case.law.actedAt' : late ? 'case.law.late' : 'case.law.alarmAt')}</span>
        <b>{alarmAt ? <Moment at={alarmAt} /> : actedAt ? <Moment at={actedAt} /> : t('case.law.notYet')}</b>
      </li>
    </ol>
  );
}
