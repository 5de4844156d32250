import { io, type Socket } from 'socket.io-client';
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangeWire } from '#server/threads/wire.ts';

export type LiveHandlers = {
  /** Joined, at first or again: the number the thread has now. */
  joined(seq: number): void;
  change(change: ChangeWire): void;
  own(post: PostWire): void;
};
export type Asked = { site: string; article: string } | { thread: string };
export type LiveOptions = {
  origin: string;
  asked: Asked;
  token: () => string | null;
  isHere: (place: string) => boolean;
  handlers: LiveHandlers;
};
export type Subscription = { leave(): void; identify(): void };

/** One connection for all the threads of a page that come from one origin. */
const sockets = new Map<string, { socket: Socket; users: number }>();

export function follow({ origin, asked, token, isHere, handlers }: LiveOptions): Subscription {
  const shared = share(origin, token);
  const { socket } = shared;
  const join = () => socket.emit('join', asked, ({ seq }: { seq?: number }) => seq !== undefined && handlers.joined(seq));
  const change = (event: ChangeWire & { place: string }) => isHere(event.place) && handlers.change(event);
  const own = ({ place, post }: { place: string; post: PostWire }) => isHere(place) && handlers.own(post);
  socket.on('connect', join).on('change', change).on('own', own);
  if (socket.connected) join();
  return {
    leave: () => {
      socket.off('connect', join).off('change', change).off('own', own);
      if (socket.connected) socket.emit('leave', asked);
      release(origin);
    },
    identify: () => void socket.disconnect().connect(),
  };
}

function share(origin: string, token: () => string | null) {
  const known = sockets.get(origin);
  if (known) {
    known.users++;
    return known;
  }
  const auth = (give: (data: object) => void) => give(token() ? { token: token() } : {});
  const socket = io(origin, { path: '/live/', transports: ['websocket', 'polling'], tryAllTransports: true, auth, forceNew: true });
  // A server that stops asks its readers not to come back all at once.
  socket.on('stop', ({ spread }: { spread: number }) => {
    socket.disconnect();
    setTimeout(() => sockets.get(origin)?.socket === socket && socket.connect(), 500 + Math.random() * spread);
  });
  const made = { socket, users: 1 };
  sockets.set(origin, made);
  return made;
}

function release(origin: string) {
  const shared = sockets.get(origin);
  if (!shared || --shared.users > 0) return;
  shared.socket.disconnect();
  sockets.delete(origin);
}
