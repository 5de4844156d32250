import { useState } from 'preact/hooks';
import type { ItemWire } from '#server/planning/wire.ts';
import { api } from '../api.ts';
import { Choice } from '../settings/fields.tsx';
import { useWords } from '../words.tsx';

const WEEKS = ['1', '2', '4'] as const;

/** `act` shows what comes of it, and what was refused. */
type Props = { item: ItemWire; unsaved: boolean; act: (work: () => Promise<ItemWire>) => Promise<void> };

/** Whether it comes again, and how often. */
export function Repeat({ item, unsaved, act }: Props) {
  const { t } = useWords();
  const [weeks, setWeeks] = useState<string>('1');
  const path = `/calendar/${item.id}/series`;
  if (!item.may.includes('repeat') && !item.may.includes('end')) return null;
  return (
    <section class="stack" aria-labelledby="repeat-title">
      <h2 id="repeat-title">{t('calendar.repeat')}</h2>
      {item.series ? (
        <>
          <p class="soft small">{t('calendar.repeats')}</p>
          <button
            class="btn"
            type="button"
            disabled={unsaved}
            onClick={() => void act(() => api.removeFor<ItemWire>(`${path}?version=${item.version}`))}
          >
            {t('calendar.repeat_end')}
          </button>
        </>
      ) : (
        <>
          <Choice
            id="repeat"
            label={t('calendar.repeat_every')}
            value={weeks}
            hint={t('calendar.repeat_hint')}
            options={WEEKS.map((n) => [n, t(`calendar.repeat_${n}`)])}
            onChange={setWeeks}
          />
          <button
            class="btn"
            type="button"
            disabled={unsaved || item.at === null}
            onClick={() => void act(() => api.put<ItemWire>(path, { version: item.version, weeks: Number(weeks) }))}
          >
            {t('calendar.repeat_begin')}
          </button>
        </>
      )}
    </section>
  );
}
