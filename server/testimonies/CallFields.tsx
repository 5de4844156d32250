import { Field, type Problem, type Typed } from '../accounts/form.tsx';
import { withMoments } from '../forum/site-moments.ts';
import { clockOf } from '../time/wall-time.ts';
import type { FieldsProps } from '../forum/kind-parts.tsx';
import type { Site } from '../sites/queries.ts';
import { FIELD_TYPES, MOST_DAYS, MOST_FIELDS } from './input.ts';
import type { Call } from './queries.ts';

const PARTS = ['Id', 'Label', 'Type', 'Help', 'Options', 'Required'] as const;
const PLACES = Array.from({ length: MOST_FIELDS }, (_, i) => i + 1);
/** Empty ones offered at a time. */
const SPARE = 2;

/** Of a call, in the form that opens one and in the one that changes it; a question is `q3Label`, `q3Type`… */
export const CALL_NAMES = [
  'callClosesAt',
  'callKeepDays',
  'callReaders',
  'callTalks',
  ...PLACES.flatMap((n) => PARTS.map((part) => `q${n}${part}`)),
];

/** Days that are offered: a season of the newspaper. */
const USUAL_DAYS = '90';

export function CallFields(props: FieldsProps) {
  const { t, typed } = props;
  return (
    <>
      <Promises {...props} />
      <fieldset class="field">
        <legend>{t('testimony.talks')}</legend>
        {(['yes', 'no'] as const).map((talks) => (
          <label class="choice" key={talks}>
            <input type="radio" name="callTalks" value={talks} checked={(typed.callTalks ?? 'yes') === talks} />
            <span>{t(`testimony.talks.${talks}`)}</span>
          </label>
        ))}
      </fieldset>
      <Questions {...props} />
    </>
  );
}

/** Until when, kept how long, read by whom. */
export function Promises({ t, typed, problem, zone }: FieldsProps) {
  const faults = problem ? { problem: withNames(problem) } : {};
  return (
    <>
      <div class="pair">
        <Field
          name="callClosesAt"
          type="datetime-local"
          label={t('testimony.closesAt', { zone })}
          required={false}
          value={typed.callClosesAt}
          {...faults}
        />
        <Field
          name="callKeepDays"
          type="number"
          min={1}
          max={MOST_DAYS}
          label={t('testimony.keepDays')}
          required={false}
          value={typed.callKeepDays ?? USUAL_DAYS}
          {...faults}
        />
      </div>
      <p class="meta">{t('testimony.keepDaysHelp')}</p>
      <fieldset class="field">
        <legend>{t('testimony.readers')}</legend>
        {(['newsroom', 'named'] as const).map((readers) => (
          <label class="choice" key={readers}>
            <input type="radio" name="callReaders" value={readers} checked={(typed.callReaders ?? 'newsroom') === readers} />
            <span>
              {t(`testimony.readers.${readers}`)}
              <span class="meta">{t(`testimony.readers.${readers}Help`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** Those that are asked, and room for more: without a script, a form that comes back with some. */
export function Questions({ t, typed, problem }: Omit<FieldsProps, 'zone'>) {
  const asked = PLACES.filter((n) => typed[`q${n}Label`] || typed[`q${n}Id`]);
  const shown = PLACES.slice(0, Math.max(1, (asked.at(-1) ?? 0) + SPARE));
  const fault = problem?.fields.fields;
  return (
    <fieldset class="questions" aria-describedby={fault && 'questions-err'} aria-invalid={fault ? 'true' : undefined}>
      <legend>{t('testimony.questions')}</legend>
      <p class="meta">{t('testimony.questionsHelp', { max: MOST_FIELDS })}</p>
      {fault && (
        <p id="questions-err" class="note bad">
          {fault}
        </p>
      )}
      {shown.map((n) => (
        <Question key={n} {...{ t, typed, n }} />
      ))}
      {shown.length < MOST_FIELDS && (
        <button class="btn" name="more" value="1">
          {t('testimony.more')}
        </button>
      )}
    </fieldset>
  );
}

function Question({ t, typed, n }: Pick<FieldsProps, 't' | 'typed'> & { n: number }) {
  const at = (part: (typeof PARTS)[number]) => ({ name: `q${n}${part}`, value: typed[`q${n}${part}`] });
  return (
    <fieldset class="question">
      <legend>{t('testimony.question', { n })}</legend>
      {typed[`q${n}Id`] && <input type="hidden" {...at('Id')} />}
      <Field label={t('testimony.label')} required={false} maxLength={200} {...at('Label')} />
      <div class="pair">
        <div class="field">
          <label for={`q${n}Type`}>{t('testimony.type')}</label>
          <select id={`q${n}Type`} name={`q${n}Type`}>
            {FIELD_TYPES.map((type) => (
              <option key={type} value={type} selected={typed[`q${n}Type`] === type}>
                {t(`testimony.type.${type}`)}
              </option>
            ))}
          </select>
        </div>
        <Field label={t('testimony.help')} required={false} maxLength={300} {...at('Help')} />
      </div>
      <div class="options">
        <Field label={t('testimony.options')} help={t('poll.optionsHelp')} required={false} lines={3} {...at('Options')} />
      </div>
      <label class="choice">
        <input type="checkbox" name={`q${n}Required`} value="1" checked={typed[`q${n}Required`] !== undefined} />
        <span>{t('testimony.required')}</span>
      </label>
    </fieldset>
  );
}

/** What was typed, as the API takes it. A question without a word is none. */
export function callTyped(typed: Typed, { timeZone }: Pick<Site, 'timeZone'>): Record<string, unknown> {
  const fields = PLACES.flatMap((n) => {
    const at = (part: (typeof PARTS)[number]) => typed[`q${n}${part}`];
    const label = at('Label')?.trim();
    if (!label) return [];
    const options = (at('Options') ?? '').split('\n').flatMap((line) => line.trim() || []);
    return [
      {
        ...(at('Id') && { id: at('Id') }),
        label,
        type: at('Type') || 'short',
        help: at('Help') ?? '',
        options,
        required: at('Required') !== undefined,
      },
    ];
  });
  return {
    fields,
    closesAt: withMoments(typed, ['callClosesAt'], timeZone).callClosesAt,
    keepDays: typed.callKeepDays || USUAL_DAYS,
    readers: typed.callReaders || 'newsroom',
    talks: typed.callTalks !== 'no',
  };
}

/** What it is, as its form shows it. */
export function typedFrom({ fields, closesAt, keepDays, readers }: Call, timeZone: string): Typed {
  const questions = fields.flatMap(({ id, label, type, help, options, required }, i) => [
    [`q${i + 1}Id`, id],
    [`q${i + 1}Label`, label],
    [`q${i + 1}Type`, type],
    [`q${i + 1}Help`, help],
    [`q${i + 1}Options`, options.join('\n')],
    ...(required ? [[`q${i + 1}Required`, '1']] : []),
  ]);
  return {
    callClosesAt: clockOf(closesAt, timeZone),
    callKeepDays: String(keepDays),
    callReaders: readers,
    ...(Object.fromEntries(questions) as Typed),
  };
}

/** What the API calls by its own names, beside the fields it is about. */
function withNames({ fields, ...problem }: Problem): Problem {
  const { closesAt, keepDays } = fields;
  return { ...problem, fields: { ...(closesAt && { callClosesAt: closesAt }), ...(keepDays && { callKeepDays: keepDays }) } };
}
