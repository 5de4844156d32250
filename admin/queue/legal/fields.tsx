import type { LegalGroundWire } from '#server/notices/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';

type Field = { value: string; onChange: (value: string) => void };

export function GroundField({ grounds, value, invalid = false, onChange }: Field & { grounds: LegalGroundWire[]; invalid?: boolean }) {
  const { t } = useWords();
  return (
    <label class="field">
      <span>{t('case.law.ground')}</span>
      <select name="ground" value={value} aria-invalid={invalid} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{t('case.law.noGround')}</option>
        {grounds.map(({ id, label, article }) => (
          <option key={id} value={id}>
            {article ? `${label}, ${article}` : label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function RuleField({ rules, value, onChange }: Field & { rules: RuleWire[] }) {
  const { t } = useWords();
  return (
    <label class="field">
      <span>{t('case.law.rule')}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{t('case.law.noRule')}</option>
        {rules.map(({ number, title }) => (
          <option key={number} value={String(number)}>
            {`${number}. ${title}`}
          </option>
        ))}
      </select>
    </label>
  );
}
