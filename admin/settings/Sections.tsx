import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import type { SectionForm } from './form.ts';
import { EMPTY_SECTION } from './form.ts';
import { Heads } from './Heads.tsx';

const COLUMNS = ['name', 'moderation', 'audience', 'closeAfterDays'] as const;
const ADD_ID = 'section-add';
type Choices = [value: string, label: string][];
type Props = {
  sections: SectionForm[];
  error?: string;
  clash: boolean;
  choices: { moderation: Choices; audience: Choices };
  onChange: (sections: SectionForm[]) => void;
};

/** What a section decides otherwise than its site. */
export function Sections({ sections, error, clash, choices, onChange }: Props) {
  const { t } = useWords();
  const focusNext = useFocusNext();
  const remove = (at: number) => {
    focusNext(ADD_ID);
    onChange(sections.toSpliced(at, 1));
  };
  return (
    <fieldset class="stack">
      <legend>{t('site.sections')}</legend>
      <p class="hint">{t('site.sections_hint')}</p>
      {error && <p class="err">{error}</p>}
      {clash && <p class="warn">{t('settings.theirs_list')}</p>}
      {sections.length > 0 && (
        <div class="tw">
          <table>
            <Heads columns={COLUMNS.map((column) => t(`section.${column}`))} />
            <tbody>
              {sections.map((section, i) => (
                <SectionRow
                  key={i}
                  {...{ section, choices }}
                  onChange={(change) => onChange(sections.with(i, { ...section, ...change }))}
                  onRemove={() => remove(i)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <button class="btn" type="button" id={ADD_ID} onClick={() => onChange([...sections, EMPTY_SECTION])}>
          {t('section.add')}
        </button>
      </p>
    </fieldset>
  );
}

type RowProps = { section: SectionForm; choices: Props['choices']; onChange: (change: Partial<SectionForm>) => void; onRemove: () => void };

function SectionRow({ section, choices, onChange, onRemove }: RowProps) {
  const { t } = useWords();
  const name = section.name || t('section.unnamed');
  return (
    <tr>
      <td>
        <input aria-label={t('section.name')} value={section.name} onInput={(event) => onChange({ name: event.currentTarget.value })} />
      </td>
      {(['moderation', 'audience'] as const).map((field) => (
        <td key={field}>
          <select
            aria-label={t('section.cell', { field: t(`section.${field}`), name })}
            value={section[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          >
            <option value="">{t('section.follows')}</option>
            {choices[field].map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </td>
      ))}
      <td>
        <input
          inputMode="numeric"
          aria-label={t('section.cell', { field: t('section.closeAfterDays'), name })}
          value={section.closeAfterDays}
          onInput={(event) => onChange({ closeAfterDays: event.currentTarget.value })}
        />
      </td>
      <td>
        <button class="btn" data-quiet type="button" aria-label={t('section.remove_named', { name })} onClick={onRemove}>
          {t('section.remove')}
        </button>
      </td>
    </tr>
  );
}
