// The three kinds of field of the settings, each with its label, its hint, and the server's word on it.
import type { ComponentChildren } from 'preact';

type Common = {
  id: string;
  label: string;
  value: string;
  hint?: string;
  error?: string;
  theirs?: string;
  onChange: (value: string) => void;
};

/** A number is typed as text: a wheel over the field must not change it. A secret is nobody's password here. */
export function Line({ numeric = false, secret = false, onChange, value, ...common }: Common & { numeric?: boolean; secret?: boolean }) {
  return (
    <Field {...common}>
      <input
        {...described(common)}
        value={value}
        {...(secret ? ({ type: 'password', autocomplete: 'off' } as const) : ({ inputMode: numeric ? 'numeric' : 'text' } as const))}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

export function Lines({ onChange, value, rows = 3, ...common }: Common & { rows?: number }) {
  return (
    <Field {...common}>
      <textarea {...described(common)} rows={rows} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
    </Field>
  );
}

type Options = [value: string, label: string][];
type ChoiceProps = Common & { options: Options; groups?: [label: string, options: Options][] };

/** `groups` follow the options, each under its name. */
export function Choice({ onChange, value, options, groups = [], ...common }: ChoiceProps) {
  return (
    <Field {...common}>
      <select {...described(common)} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(optionOf)}
        {groups.map(([label, inside]) => (
          <optgroup key={label} label={label}>
            {inside.map(optionOf)}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

const optionOf = ([value, label]: Options[number]) => (
  <option key={value} value={value}>
    {label}
  </option>
);

type FieldProps = Pick<Common, 'id' | 'label' | 'hint' | 'error' | 'theirs'> & { children: ComponentChildren };

function Field({ id, label, hint, error, theirs, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error && (
        <span class="err" id={`${id}-error`}>
          {error}
        </span>
      )}
      {theirs && (
        <span class="warn" id={`${id}-theirs`}>
          {theirs}
        </span>
      )}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

function described({ id, hint, error, theirs }: Omit<Common, 'onChange' | 'value'>) {
  const by = [error && `${id}-error`, theirs && `${id}-theirs`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': by || undefined };
}
