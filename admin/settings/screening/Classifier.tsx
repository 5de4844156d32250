import { useWords } from '../../words.tsx';
import { Choice, Line } from '../fields.tsx';
import { errorOf } from '../form.ts';
import type { PartProps } from './parts.ts';

/** It ranks, and holds from a score on; it refuses nothing. */
export function Classifier({ form, fields, put }: PartProps) {
  const { t } = useWords();
  const common = (field: 'rankFrom' | 'holdFrom') => ({
    id: `screening-${field}`,
    label: t(`screening.${field}`),
    hint: t(`screening.${field}_hint`),
    value: form[field],
    error: errorOf(fields, `screening.classifier.${field}`),
    onChange: (value: string) => put({ [field]: value }),
  });
  return (
    <fieldset class="two">
      <legend>{t('screening.classifier')}</legend>
      <Choice
        id="screening-classifier"
        label={t('screening.classifier_use')}
        hint={t('screening.classifier_hint')}
        value={form.classifier}
        options={[
          ['on', t('screening.classifier_on')],
          ['off', t('screening.classifier_off')],
        ]}
        onChange={(classifier) => put({ classifier })}
      />
      {form.classifier === 'on' && <Line {...common('rankFrom')} numeric />}
      {form.classifier === 'on' && <Line {...common('holdFrom')} numeric />}
    </fieldset>
  );
}
