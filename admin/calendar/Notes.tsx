import { useState } from 'preact/hooks';
import type { ItemWire } from '#server/planning/wire.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Lines } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';

/** What colleagues say of it: readers never see it. */
export function Notes({ item, onChange }: { item: ItemWire; onChange: (item: ItemWire) => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const { error, busy, form, errorIn } = useSubmit(async () => {
    onChange(await api.post<ItemWire>(`/calendar/${item.id}/notes`, { text }));
    setText('');
  });
  const wrong = errorIn('text');
  return (
    <section class="stack" aria-labelledby="notes">
      <h2 id="notes">{t('calendar.notes')}</h2>
      {item.notes.map(({ id, by, text: said, at }) => (
        <div key={id} class="note">
          <p class="small">
            <b>{by}</b> <Ago at={at} />
          </p>
          <p>{said}</p>
        </div>
      ))}
      <form class="stack" {...form}>
        {error && !wrong && <Failure error={error} />}
        <Lines id="note" label={t('calendar.note')} value={text} rows={2} {...(wrong && { error: wrong })} onChange={setText} />
        <button class="btn" type="submit" aria-busy={busy}>
          {t('calendar.note_add')}
        </button>
      </form>
    </section>
  );
}
