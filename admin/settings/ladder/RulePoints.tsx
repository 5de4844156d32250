import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { Line } from '../fields.tsx';
import type { LadderForm } from './ladder-form.ts';

type Props = {
  rules: RuleWire[];
  values: LadderForm['rules'];
  errorIn: (field: string) => string | undefined;
  onChange: (values: LadderForm['rules']) => void;
};

/** What some rules weigh beside the measure itself. Open where one does. */
export function RulePoints({ rules, values, errorIn, onChange }: Props) {
  const { t } = useWords();
  const n = Object.values(values).filter((extra) => extra.trim() !== '').length;
  return (
    <details open={n > 0 || errorIn('ladder.rules') !== undefined}>
      <summary>{t('ladder.rules', { n })}</summary>
      <div class="two">
        {rules.map(({ number, title }) => (
          <Line
            key={number}
            id={`ladder-rule-${number}`}
            numeric
            label={`${number}. ${title}`}
            value={values[number] ?? ''}
            error={errorIn(`ladder.rules.${number}`)}
            onChange={(extra) => onChange({ ...values, [number]: extra })}
          />
        ))}
      </div>
    </details>
  );
}
