import type { Problem } from '../accounts/form.tsx';
import { Field, isFirst } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';
import type { Answers, CallField } from './wire.ts';

type Props = { t: Translate; fields: CallField[]; answers: Answers; problem?: Problem | undefined };

/** What a browser offers for each, and fills in. */
const INPUTS = {
  short: { type: 'text', autocomplete: 'off' },
  date: { type: 'date', autocomplete: 'off' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
} as const;
/** Lines that a long answer begins with. */
const LINES = 6;

/** What a call asks, as it is asked. */
export const AnswerFields = ({ t, fields, answers, problem }: Props) => (
  <>
    {fields.map((field) => (
      <Asked key={field.id} {...{ t, field, answers, problem }} />
    ))}
  </>
);

function Asked({ t, field, answers, problem }: Omit<Props, 'fields'> & { field: CallField }) {
  const { id, type, help, required } = field;
  const label = required ? field.label : t('testimony.optional', { label: field.label });
  const [value = ''] = [answers[id]].flat();
  if (type === 'choice' || type === 'several') return <Choices {...{ field, label, answers, problem }} />;
  const common = { name: id, label, value, required, ...(help && { help }), ...(problem && { problem }) };
  return type === 'long' ? <Field {...common} lines={LINES} /> : <Field {...common} {...INPUTS[type]} />;
}

function Choices({
  field: { id, type, help, options, required },
  label,
  answers,
  problem,
}: Omit<Props, 't' | 'fields'> & { field: CallField; label: string }) {
  const chosen = new Set([answers[id] ?? []].flat());
  const fault = problem?.fields[id];
  const described = [help && `${id}-help`, fault && `${id}-err`].filter(Boolean).join(' ');
  return (
    <fieldset class="field" aria-describedby={described || undefined} aria-invalid={fault ? 'true' : undefined}>
      <legend>{label}</legend>
      {options.map((option, i) => (
        <label class="choice" key={option}>
          <input
            type={type === 'choice' ? 'radio' : 'checkbox'}
            name={id}
            value={option}
            required={type === 'choice' && required}
            checked={chosen.has(option)}
            autofocus={i === 0 ? isFirst(problem, id) : undefined}
          />
          <span>{option}</span>
        </label>
      ))}
      {help && <p id={`${id}-help`}>{help}</p>}
      {fault && <p id={`${id}-err`}>{fault}</p>}
    </fieldset>
  );
}
