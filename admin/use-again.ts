import { useEffect, useRef } from 'preact/hooks';

/** Does it again and again, `ms` apart, while `on` and while the page is looked at. */
export function useAgain(on: boolean, ms: number, act: () => void) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => document.hidden || latest.current(), ms);
    return () => clearInterval(timer);
  }, [on, ms]);
}
