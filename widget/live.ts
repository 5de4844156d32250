import type { PostWire } from '#server/posts/wire.ts';
import type { ChangesEvent, ChangeWire, RedrawnEvent } from '#server/threads/wire.ts';
import { enter, openLine, type Line } from './line.ts';

export type LiveHandlers = {
  /** Joined, at first or again: the number the thread has now. Who could not follow that far rejects, and is joined again in a while. */
  joined(seq: number, again: boolean): Promise<void> | void;
  /** The same. */
  changes(changes: ChangeWire[]): Promise<void> | void;
  own(post: PostWire): void;
  /** Their authors look otherwise now. */
  redrawn(posts: PostWire[]): void;
};
type Asked = { site: string; article: string } | { thread: string };
type Token = () => Promise<string | null>;
export type LiveOptions = { origin: string; asked: Asked; token: Token; isHere: (place: string) => boolean; handlers: LiveHandlers };
export type Subscription = { leave(): void; identify(): void };

/** One connection for all the threads of a page that come from one origin. */
type Shared = { line: Line; token: Token; rooms: string[] };
const connections = new Map<string, Shared>();

export function follow({ origin, asked, token, isHere, handlers }: LiveOptions): Subscription {
  const shared = connections.get(origin) ?? connect(origin, token);
  const { line, rooms } = shared;
  const room = JSON.stringify(asked);
  let again = false;
  const asking = enter(line, ['join', asked], ({ seq }) => {
    if (seq === undefined) return;
    const before = again;
    again = true;
    return handlers.joined(seq, before);
  });
  const changes = (event: ChangesEvent) => isHere(event.place) && asking.heed(() => handlers.changes(event.changes));
  const own = ({ place, post }: { place: string; post: PostWire }) => isHere(place) && handlers.own(post);
  const redrawn = ({ place, posts }: RedrawnEvent) => isHere(place) && handlers.redrawn(posts);
  const stop = [asking.end, line.on('changes', changes), line.on('own', own), line.on('redrawn', redrawn)];
  rooms.push(room);
  shared.token = token;
  return {
    leave() {
      for (const end of stop) end();
      rooms.splice(rooms.indexOf(room), 1);
      if (!rooms.includes(room)) line.emit('leave', asked);
      if (rooms.length > 0) return;
      line.close();
      connections.delete(origin);
    },
    identify() {
      line.close();
      line.connect();
    },
  };
}

/** What somebody is told of their own on our pages, by their cookie. */
export function listen<T>(origin: string, { join, event }: { join: string; event: string }, heard: (told: T) => void) {
  const { line, rooms } = connections.get(origin) ?? connect(origin, () => Promise.resolve(null));
  rooms.push(join);
  line.on(event, heard);
  enter(line, [join]);
}

function connect(origin: string, token: Token): Shared {
  const line = openLine(origin, async () => {
    const known = await shared.token();
    return known ? { token: known } : {};
  });
  const shared: Shared = { line, token, rooms: [] };
  // A server that stops asks its readers not to come back all at once.
  line.on('stop', ({ spread }: { spread: number }) => {
    line.close();
    setTimeout(() => connections.get(origin) === shared && line.connect(), 500 + Math.random() * spread);
  });
  connections.set(origin, shared);
  return shared;
}
