import { io, type Socket } from 'socket.io-client';
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangesEvent, ChangeWire, RedrawnEvent } from '#server/threads/wire.ts';

export type LiveHandlers = {
  /** Joined, at first or again: the number the thread has now. */
  joined(seq: number, again: boolean): void;
  changes(changes: ChangeWire[]): void;
  own(post: PostWire): void;
  /** Their authors look otherwise now. */
  redrawn(posts: PostWire[]): void;
};
type Asked = { site: string; article: string } | { thread: string };
type Token = () => Promise<string | null>;
export type LiveOptions = { origin: string; asked: Asked; token: Token; isHere: (place: string) => boolean; handlers: LiveHandlers };
export type Subscription = { leave(): void; identify(): void };

/** One connection for all the threads of a page that come from one origin. */
type Shared = { socket: Socket; token: Token; rooms: string[] };
const connections = new Map<string, Shared>();

export function follow({ origin, asked, token, isHere, handlers }: LiveOptions): Subscription {
  const shared = connections.get(origin) ?? connect(origin, token);
  const { socket, rooms } = shared;
  const room = JSON.stringify(asked);
  let again = false;
  const join = () =>
    socket.emit('join', asked, ({ seq }: { seq?: number }) => {
      if (seq !== undefined) handlers.joined(seq, again);
      again = true;
    });
  const changes = (event: ChangesEvent) => isHere(event.place) && handlers.changes(event.changes);
  const own = ({ place, post }: { place: string; post: PostWire }) => isHere(place) && handlers.own(post);
  const redrawn = ({ place, posts }: RedrawnEvent) => isHere(place) && handlers.redrawn(posts);
  rooms.push(room);
  shared.token = token;
  socket.on('connect', join).on('changes', changes).on('own', own).on('redrawn', redrawn);
  if (socket.connected) join();
  return {
    leave() {
      socket.off('connect', join).off('changes', changes).off('own', own).off('redrawn', redrawn);
      rooms.splice(rooms.indexOf(room), 1);
      if (socket.connected && !rooms.includes(room)) socket.emit('leave', asked);
      if (rooms.length > 0) return;
      socket.disconnect();
      connections.delete(origin);
    },
    identify: () => void socket.disconnect().connect(),
  };
}

/** What somebody is told of their own on our pages, by their cookie. */
export function listen<T>(origin: string, { join, event }: { join: string; event: string }, heard: (told: T) => void) {
  const { socket, rooms } = connections.get(origin) ?? connect(origin, () => Promise.resolve(null));
  const ask = () => socket.emit(join, () => {});
  rooms.push(join);
  socket.on('connect', ask).on(event, heard);
  if (socket.connected) ask();
}

function connect(origin: string, token: Token): Shared {
  const auth = (give: (data: object) => void) => void shared.token().then((known) => give(known ? { token: known } : {}));
  const socket = io(origin, { path: '/live/', transports: ['websocket', 'polling'], tryAllTransports: true, auth, forceNew: true });
  const shared: Shared = { socket, token, rooms: [] };
  // A server that stops asks its readers not to come back all at once.
  socket.on('stop', ({ spread }: { spread: number }) => {
    socket.disconnect();
    setTimeout(() => connections.get(origin) === shared && socket.connect(), 500 + Math.random() * spread);
  });
  // The session it was opened in has ended: whoever reads goes on as anybody.
  socket.on('disconnect', (reason) => reason === 'io server disconnect' && socket.connect());
  connections.set(origin, shared);
  return shared;
}
