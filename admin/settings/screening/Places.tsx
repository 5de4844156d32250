import { useWords } from '../../words.tsx';
import type { PlaceForm } from './form.ts';
import type { PartProps } from './parts.ts';
import { PlaceFields } from './PlaceFields.tsx';

/** Where sections of articles and spaces of the forum do otherwise; what is left empty follows the site. */
export function Places({ form, fields, put }: PartProps) {
  const { t } = useWords();
  if (form.sections.length + form.spaces.length === 0) return null;
  return (
    <fieldset class="stack">
      <legend>{t('places.title')}</legend>
      <p class="soft small">{t('places.hint')}</p>
      {(['sections', 'spaces'] as const).map((kind) =>
        form[kind].map((place, i) => (
          <Place
            key={`${kind} ${place.id}`}
            id={`${kind}-${i}`}
            kind={kind}
            place={place}
            error={Object.entries(fields).find(([path]) => path.startsWith(`${kind}.${i}.`))?.[1]}
            onChange={(change) => put({ [kind]: form[kind].with(i, { ...place, ...change }) })}
          />
        )),
      )}
    </fieldset>
  );
}

type PlaceProps = {
  id: string;
  kind: 'sections' | 'spaces';
  place: PlaceForm;
  error: string | undefined;
  onChange: (change: Partial<PlaceForm>) => void;
};

function Place({ id, kind, place, error, onChange }: PlaceProps) {
  const { t } = useWords();
  const otherwise = [place.words, place.newcomerPosts, place.maxLinks].some((typed) => typed.trim() !== '');
  return (
    <details open={error !== undefined}>
      <summary>
        {t(`places.${kind}`, { name: place.name })} {otherwise && <span class="tag">{t('places.otherwise')}</span>}
      </summary>
      {error && <p class="err">{error}</p>}
      <PlaceFields {...{ id, place, onChange }} />
    </details>
  );
}
