import { useWords } from '../../words.tsx';
import { Line, Lines } from '../fields.tsx';
import type { PlaceForm } from './form.ts';

type Field = 'newcomerPosts' | 'maxLinks' | 'words';
type Props = {
  id: string;
  place: PlaceForm;
  /** What is said below a field: what holds without it, what is wrong with it. */
  hints?: Partial<Record<Field, string>>;
  errors?: Partial<Record<Field, string | undefined>>;
  onChange: (change: Partial<PlaceForm>) => void;
};

/** What a section, a space or a thread screens otherwise; what is left empty follows what is around it. */
export function PlaceFields({ id, place, hints = {}, errors = {}, onChange }: Props) {
  const { t } = useWords();
  const common = (field: Field) => ({
    id: `${id}-${field}`,
    value: place[field],
    ...(hints[field] && { hint: hints[field] }),
    ...(errors[field] && { error: errors[field] }),
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <div class="two">
      <Line {...common('newcomerPosts')} numeric label={t('screening.newcomerPosts')} />
      <Line {...common('maxLinks')} numeric label={t('screening.maxLinks')} />
      <Lines {...{ hint: t('places.words_hint'), ...common('words') }} label={t('places.words')} />
    </div>
  );
}
