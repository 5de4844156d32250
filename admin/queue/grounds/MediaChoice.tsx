import type { CaseMedium } from '#server/cases/wire.ts';
import { useWords } from '../../words.tsx';

type Props = { media: CaseMedium[]; chosen: string[]; missing: boolean; onChange: (chosen: string[]) => void };

/** Which of the pictures, sounds and films of a post are to go, by their descriptions: the post itself is behind the dialog. */
export function MediaChoice({ media, chosen, missing, onChange }: Props) {
  const { t } = useWords();
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset class="rulelist">
      <legend class="small">{t('rules.which')}</legend>
      {media.map(({ id, kind, alt }) => (
        <label key={id}>
          <input type="checkbox" name="media" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>{t('media.of', { kind, alt })}</span>
        </label>
      ))}
      <p class="err" role="alert">
        {missing && chosen.length === 0 && t('rules.which_missing')}
      </p>
    </fieldset>
  );
}
