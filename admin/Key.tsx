import { usePreferences } from './preferences.tsx';

/** A key on a button: for the eyes; the button itself carries `aria-keyshortcuts`. */
export function Key({ of }: { of: string }) {
  const { single } = usePreferences();
  return <kbd aria-hidden="true">{single ? of : `Alt ${of}`}</kbd>;
}

/** The value of `aria-keyshortcuts` for a key. */
export function useShortcut() {
  const { single } = usePreferences();
  return (key: string) => (single ? key : `Alt+${key}`);
}
