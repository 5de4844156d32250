import { useWords } from '../../words.tsx';
import { Line, Lines } from '../fields.tsx';
import { errorOf } from '../form.ts';
import type { PartProps } from './parts.ts';

const NUMBERS = ['newcomerPosts', 'maxLinks', 'linksAfterDays', 'hideFrom'] as const;
const HOSTS = ['trustedHosts', 'blockedHosts'] as const;

export function Thresholds({ form, fields, put }: PartProps) {
  const { t } = useWords();
  const common = (field: (typeof NUMBERS | typeof HOSTS)[number]) => ({
    id: `screening-${field}`,
    label: t(`screening.${field}`),
    hint: t(`screening.${field}_hint`),
    value: form[field],
    error: errorOf(fields, `screening.${field}`),
    onChange: (value: string) => put({ [field]: value }),
  });
  return (
    <fieldset class="two">
      <legend>{t('screening.thresholds')}</legend>
      {NUMBERS.map((field) => (
        <Line key={field} {...common(field)} numeric />
      ))}
      {HOSTS.map((field) => (
        <Lines key={field} {...common(field)} />
      ))}
    </fieldset>
  );
}
