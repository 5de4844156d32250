import { io } from 'socket.io-client';
import type { InboxEvent } from '#server/inbox/wire.ts';
import type { CaseEvent, ClaimEvent, MineEvent, ReadersEvent } from '#server/cases/wire.ts';

export type LiveHandlers = {
  event: (event: CaseEvent) => void;
  claim: (event: ClaimEvent) => void;
  readers: (event: ReadersEvent) => void;
  mine: (event: MineEvent) => void;
  inbox: (event: InboxEvent) => void;
  /** In the room, at first and after each reconnection: whatever happened before this was missed. */
  joined: () => void;
  lost: () => void;
  /** What may be done here has changed, or the session has ended. */
  rights: () => void;
};

export type Live = {
  /** Tells colleagues which case is before one's eyes; null: none. */
  reading: (id: string | null) => void;
  close: () => void;
};

/** Listens to what happens at the desk, until it is closed. */
export function listenToDesk({ event, claim, readers, mine, inbox, joined, lost, rights }: LiveHandlers): Live {
  const socket = io({ path: '/live/', transports: ['websocket', 'polling'] });
  let read: string | null = null;
  const tell = () => socket.emit('reading', { case: read });
  const enter = (answer: { error?: string }) => {
    if (answer?.error) return lost();
    joined();
    if (read) tell();
  };
  const join = () => socket.emit('desk', enter);
  socket.on('connect', join);
  socket.on('rights', () => (rights(), join()));
  socket.on('connect_error', lost);
  socket.on('case', event);
  socket.on('claim', claim);
  socket.on('readers', readers);
  socket.on('mine', mine);
  socket.on('inbox', inbox);
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    lost();
    if (reason !== 'io server disconnect') return;
    rights();
    socket.connect(); // shown out: it does not come back by itself
  });
  return {
    reading: (id) => {
      if (id === read) return;
      read = id;
      if (socket.connected) tell();
    },
    close: () => void socket.close(),
  };
}
