import { useEffect, useRef } from 'preact/hooks';
import { enter, openLine } from '#widget/line.ts';

/** Whenever something of the calendar is no longer as it was, and when the line is back after it was lost. */
export function useCalendarEvents(changed: () => void) {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const line = openLine(location.origin);
    let joined = false;
    enter(line, ['desk'], () => {
      if (joined) latest.current();
      joined = true;
    });
    line.on('calendar', () => latest.current());
    return line.close;
  }, []);
}
