import type { NoteWire } from '#server/cases/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** What the team told itself of this case. */
export function Notes({ notes }: { notes: NoteWire[] }) {
  const { t } = useWords();
  if (!notes.length) return null;
  return (
    <section class="why" aria-labelledby="notes">
      <h3 id="notes">{t('work.notes', { n: notes.length })}</h3>
      {notes.map(({ id, by, at, text }) => (
        <blockquote class="note" key={id}>
          <p class="small soft">
            <b class="who">{by.name}</b> <Ago at={at} />
          </p>
          <p>{text}</p>
        </blockquote>
      ))}
    </section>
  );
}
