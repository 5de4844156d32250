import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { DigestPreview } from '#server/digests/wire.ts';
import type { ItemWire, Planned } from '#server/planning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { SeenLetter } from '../settings/letters/SeenLetter.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { LETTER_FIGURES } from './letter-figures.ts';

type Props = { item: ItemWire | null; planned: Planned; unsaved: boolean; act: (work: () => Promise<ItemWire>) => Promise<void> };

/** A letter: as it will be read and by how many, a test to oneself; and once it left, what became of it. */
export function LetterPart({ item, planned: { title, source, details }, unsaved, act }: Props) {
  const { t, number } = useWords();
  const [seen, setSeen] = useState<DigestPreview | null>(null);
  const [tested, setTested] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const attempt = (work: Promise<unknown>) =>
    void work.then(
      () => setError(null),
      (failure: unknown) => setError(asApiError(failure)),
    );
  const look = () => attempt(api.post<DigestPreview>('/letters/previews', { title, source, details }).then(setSeen));
  const test = () => attempt(api.post(`/calendar/${item!.id}/letter/tests`, {}).then(() => setTested(true)));
  const left = item?.letter ?? null;
  return (
    <section class="stack" aria-labelledby="letter-part">
      <h2 id="letter-part">{t(left ? 'calendar.letter.became' : 'calendar.letter.title')}</h2>
      {error && <Failure error={error} />}
      {left && (
        <>
          <dl class="kv">
            {LETTER_FIGURES.map((figure) => (
              <Fragment key={figure}>
                <dt>{t(`calendar.letter.${figure}`)}</dt>
                <dd>{number(left[figure])}</dd>
              </Fragment>
            ))}
          </dl>
          {left.calledOff && <p>{t('calendar.letter.called_off')}</p>}
          {left.waiting > 0 && (
            <SureButton
              label={t('calendar.letter.call_off')}
              sure={t('calendar.letter.call_off_sure')}
              named={(label) => label}
              onPress={() => void act(() => api.removeFor<ItemWire>(`/calendar/${item!.id}/letter`))}
            />
          )}
        </>
      )}
      <div class="bar">
        <button class="btn" type="button" onClick={look}>
          {t('calendar.letter.look')}
        </button>
        {item && !left && (
          <button class="btn" type="button" disabled={unsaved} onClick={test}>
            {t('calendar.letter.test')}
          </button>
        )}
      </div>
      <output class="soft small">{tested && t('calendar.letter.tested')}</output>
      {seen && (
        <>
          <p>
            {seen.among === 0
              ? t('calendar.letter.readers_none')
              : t('calendar.letter.readers', { wanted: seen.wanted, n: number(seen.wanted), among: number(seen.among) })}
          </p>
          <SeenLetter letter={seen} />
        </>
      )}
    </section>
  );
}
