import { useEffect, useState } from 'preact/hooks';

const PAUSE = 250; // ms after the last key, before it is looked for

/** Once what is asked has stood still for a moment; what it was at first is asked already. */
export function useLater(asked: string, act: () => void) {
  const [before] = useState({ asked });
  useEffect(() => {
    if (before.asked === asked) return;
    before.asked = asked;
    const timer = setTimeout(act, PAUSE);
    return () => clearTimeout(timer);
  }, [asked]);
}
