import { useState } from 'preact/hooks';
import type { CaseFilter, ChoicesWire } from '#server/cases/wire.ts';
import { Dialog } from '../Dialog.tsx';
import { useWords } from '../words.tsx';
import { REASONS, useReasonWords } from './reasons.ts';

type Props = { filter: CaseFilter; choices: ChoicesWire; onApply: (filter: CaseFilter) => void; onClose: () => void };

/** Hours that somebody asks about. */
const AGES = [1, 4, 24, 72];

export function FilterDialog({ filter, choices, onApply, onClose }: Props) {
  const { t, number, locale } = useWords();
  const reasonWords = useReasonWords();
  const [wanted, setWanted] = useState(filter);
  const set = (change: Partial<Record<keyof CaseFilter, string | number | undefined>>) => setWanted({ ...wanted, ...change } as CaseFilter);
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  return (
    <Dialog titleId="filter-title" onClose={onClose}>
      <form
        class="stack"
        // A list of choices does not send its form by itself.
        onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLSelectElement && onApply(wanted)}
        onSubmit={(event) => {
          event.preventDefault();
          onApply(wanted);
        }}
      >
        <h2 id="filter-title">{t('filter.title')}</h2>
        <div class="two">
          <Choice
            name="reason"
            value={wanted.reason}
            onChange={set}
            options={REASONS.map((one) => [one, reasonWords(one, { reports: 0 })])}
          />
          <Choice name="section" value={wanted.section} onChange={set} options={choices.sections.map((one) => [one, one])} />
          <Choice name="space" value={wanted.space} onChange={set} options={choices.spaces.map(({ slug, name }) => [slug, name])} />
          <Choice
            name="language"
            value={wanted.language}
            onChange={set}
            options={choices.languages.map((one) => [one, languages.of(one) ?? one])}
          />
          <Choice
            name="age"
            value={wanted.age}
            onChange={set}
            options={AGES.map((hours) => [String(hours), t('filter.hours', { n: hours })])}
          />
          <div class="field">
            <label for="filter-score">{t('filter.score')}</label>
            <input
              id="filter-score"
              type="number"
              min={0}
              step={0.5}
              placeholder={number(0)}
              value={wanted.score ?? ''}
              onInput={(event) => set({ score: Number(event.currentTarget.value) || undefined })}
            />
          </div>
        </div>
        <div class="bar">
          <button class="btn" data-primary type="submit">
            {t('filter.apply')} <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" type="button" onClick={() => onApply({})}>
            {t('filter.clear')}
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type ChoiceProps = {
  name: 'reason' | 'section' | 'space' | 'language' | 'age';
  value: string | number | undefined;
  options: [value: string, label: string][];
  onChange: (change: Partial<Record<keyof CaseFilter, string | number | undefined>>) => void;
};

/** Not there where the site has nothing to choose from. */
function Choice({ name, value, options, onChange }: ChoiceProps) {
  const { t } = useWords();
  if (!options.length && !value) return null;
  const chosen = (given: string) => onChange({ [name]: name === 'age' ? Number(given) || undefined : given || undefined });
  return (
    <div class="field">
      <label for={`filter-${name}`}>{t(`filter.${name}`)}</label>
      <select
        id={`filter-${name}`}
        value={value === undefined ? '' : String(value)}
        onChange={(event) => chosen(event.currentTarget.value)}
      >
        <option value="">{t('filter.any')}</option>
        {options.map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
