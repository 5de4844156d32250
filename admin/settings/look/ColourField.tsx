import { useWords } from '../../words.tsx';
import { Line } from '../fields.tsx';
import { OURS, type Colour } from './look-form.ts';

type Props = Omit<Parameters<typeof Line>[0], 'numeric' | 'secret'> & { colour: Colour };

/** Typed, or taken from the browser's own picker. */
export function ColourField({ colour, ...line }: Props) {
  const { t } = useWords();
  return (
    <div class="pick">
      <Line {...line} />
      <input
        type="color"
        aria-label={t('look.pick_named', { name: line.label })}
        value={/^#[0-9a-f]{6}$/i.test(line.value) ? line.value : OURS[colour]}
        onInput={(event) => line.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
