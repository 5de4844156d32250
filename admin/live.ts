import { io } from 'socket.io-client';
import type { CaseEvent } from '#server/cases/wire.ts';

export type LiveHandlers = {
  event: (event: CaseEvent) => void;
  /** In the room, at first and after each reconnection: whatever happened before this was missed. */
  joined: () => void;
  lost: () => void;
};

/** Listens to what happens to cases, until the returned function is called. */
export function listenToCases({ event, joined, lost }: LiveHandlers): () => void {
  const socket = io({ path: '/live/', transports: ['websocket', 'polling'] });
  socket.on('connect', () => socket.emit('desk', (answer: { error?: string }) => (answer?.error ? lost() : joined())));
  socket.on('connect_error', lost);
  socket.on('case', event);
  socket.on('disconnect', (reason) => reason !== 'io client disconnect' && lost());
  return () => void socket.close();
}
