import { useState } from 'preact/hooks';

type Props = { label: string; sure: string; named: (label: string) => string; push?: boolean; onPress: () => void };

/** Two presses of the same place, for what does not come back. `named` says of what, to those who hear it without its row. */
export function SureButton({ label, sure, named, push = false, onPress }: Props) {
  const [asked, setAsked] = useState(false);
  const shown = asked ? sure : label;
  return (
    <button
      class={push ? 'btn push' : 'btn'}
      data-danger={asked ? '' : undefined}
      data-quiet={asked ? undefined : ''}
      type="button"
      aria-label={named(shown)}
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? (setAsked(false), onPress()) : setAsked(true))}
    >
      {shown}
    </button>
  );
}
