import { useEffect, useRef } from 'preact/hooks';
import { io } from 'socket.io-client';

/** Whenever something of the calendar is no longer as it was, and when the line is back after it was lost. */
export function useCalendarEvents(changed: () => void) {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const socket = io({ path: '/live/', transports: ['websocket', 'polling'] });
    let joined = false;
    socket.on('connect', () =>
      socket.emit('desk', () => {
        if (joined) latest.current();
        joined = true;
      }),
    );
    socket.on('calendar', () => latest.current());
    return () => void socket.close();
  }, []);
}
