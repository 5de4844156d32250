import { Key, useShortcut } from '../Key.tsx';

type Props = {
  act: string;
  /** Its key, where it has one. */
  of?: string;
  primary?: boolean;
  danger?: boolean;
  waits?: boolean;
  onPress: () => void;
  children: string;
};

/** A key of the queue presses the button of its name. */
export function ActButton({ act, of, primary, danger, waits = false, onPress, children }: Props) {
  const shortcut = useShortcut();
  return (
    <button
      class="btn"
      data-act={act}
      data-primary={primary}
      data-danger={danger}
      type="button"
      aria-disabled={waits}
      aria-keyshortcuts={of && shortcut(of)}
      onClick={() => waits || onPress()}
    >
      {children} {of && <Key of={of} />}
    </button>
  );
}
