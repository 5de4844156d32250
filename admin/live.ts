import { io } from 'socket.io-client';
import type { CaseEvent } from '#server/cases/wire.ts';

export type LiveHandlers = {
  event: (event: CaseEvent) => void;
  /** In the room, at first and after each reconnection: whatever happened before this was missed. */
  joined: () => void;
  lost: () => void;
  /** What may be done here has changed, or the session has ended. */
  rights: () => void;
};

/** Listens to what happens to cases, until the returned function is called. */
export function listenToCases({ event, joined, lost, rights }: LiveHandlers): () => void {
  const socket = io({ path: '/live/', transports: ['websocket', 'polling'] });
  const join = () => socket.emit('desk', (answer: { error?: string }) => (answer?.error ? lost() : joined()));
  socket.on('connect', join);
  socket.on('rights', () => (rights(), join()));
  socket.on('connect_error', lost);
  socket.on('case', event);
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    lost();
    if (reason !== 'io server disconnect') return;
    rights();
    socket.connect(); // shown out: it does not come back by itself
  });
  return () => void socket.close();
}
