type Props = { id: string; label: string; value: string; error?: string | undefined; onChange: (value: string) => void };

/** A date and an hour, with the browser's own picker. */
export function MomentField({ id, label, value, error, onChange }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {error && (
        <span class="err" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
