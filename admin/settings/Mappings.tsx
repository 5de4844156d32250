import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Choice, Line } from './fields.tsx';
import { errorOf } from './form.ts';
import { EMPTY_MAPPING, type MappingForm } from './provider-form.ts';

type Props = { mappings: MappingForm[]; faults: Record<string, string>; onChange: (mappings: MappingForm[]) => void };
const ADD_ID = 'mapping-add';

/** What a group or a claim gives on the site. */
export function Mappings({ mappings, faults, onChange }: Props) {
  const { t } = useWords();
  const focusNext = useFocusNext();
  const add = () => {
    focusNext(`mapping-${mappings.length}-claim`);
    onChange([...mappings, EMPTY_MAPPING]);
  };
  const remove = (at: number) => {
    focusNext(ADD_ID);
    onChange(mappings.toSpliced(at, 1));
  };
  return (
    <fieldset class="stack">
      <legend>{t('signOn.mappings')}</legend>
      <p class="hint">{t('signOn.mappings_hint')}</p>
      {mappings.map((mapping, at) => (
        <MappingRow
          key={at}
          {...{ mapping, at, faults }}
          onChange={(change) => onChange(mappings.with(at, { ...mapping, ...change }))}
          onRemove={() => remove(at)}
        />
      ))}
      <p>
        <button class="btn" type="button" id={ADD_ID} onClick={add}>
          {t('mapping.add')}
        </button>
      </p>
    </fieldset>
  );
}

type RowProps = {
  mapping: MappingForm;
  at: number;
  faults: Record<string, string>;
  onChange: (change: Partial<MappingForm>) => void;
  onRemove: () => void;
};

function MappingRow({ mapping, at, faults, onChange, onRemove }: RowProps) {
  const { t } = useWords();
  const number = at + 1;
  const field = (name: keyof MappingForm) => ({
    id: `mapping-${at}-${name}`,
    label: t(`mapping.${name}`),
    value: mapping[name],
    error: errorOf(faults, `config.mappings.${at}.${name}`),
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <fieldset class="stack">
      <legend>{t('mapping.row', { number })}</legend>
      <div class="two">
        <Line {...field('claim')} />
        <Line {...field('value')} />
        <Choice
          {...field('role')}
          options={[
            ['subscriber', t('mapping.role.subscriber')],
            ['member', t('mapping.role.member')],
          ]}
        />
        <Line {...field('badge')} />
      </div>
      <p>
        <button class="btn" data-quiet type="button" aria-label={t('mapping.remove_numbered', { number })} onClick={onRemove}>
          {t('section.remove')}
        </button>
      </p>
    </fieldset>
  );
}
