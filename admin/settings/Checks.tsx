type Props = {
  id: string;
  legend: string;
  error?: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  values: string[];
  onChange: (values: string[]) => void;
};

/** Some of a list. */
export function Checks({ id, legend, error, options, values, onChange }: Props) {
  const toggle = (value: string) => onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  return (
    <fieldset class="stack" aria-describedby={error && `${id}-error`}>
      <legend>{legend}</legend>
      {error && (
        <span class="err" id={`${id}-error`}>
          {error}
        </span>
      )}
      {options.map(([value, label]) => (
        <label class="check" key={value}>
          <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} /> {label}
        </label>
      ))}
    </fieldset>
  );
}
