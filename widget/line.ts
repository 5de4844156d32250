// The line to `/live/`: what of Engine.IO 4 and Socket.IO 5 our server speaks (texts, one namespace), in a tenth of their client's
// bytes (docs/decisions/093). https://socket.io/docs/v4/engine-io-protocol and /socket-io-protocol have both.

/** Milliseconds for the first word of the server: a proxy may open a WebSocket and let nothing through. */
const GREETING = 10_000;
/** Milliseconds before it is tried again: at first, and at most. Each waits for half of it to half as much again, so that all do not come at once. */
const [BREATH, LONGEST] = [1000, 5000];
/** Milliseconds, half of it before and after: what could not be answered is asked once more; twice as long each time that fails, up to so many times. */
const [AGAIN, SLOWEST] = [5000, 16];
/** Packets of the two protocols; the second's travel in `message`. */
const [OPEN, CLOSE, PING, PONG] = ['0', '1', '2', '3'];
const [CONNECT, DISCONNECT, EVENT, ACK] = ['40', '41', '42', '43'];

type Heard = (...told: never[]) => void;
export type Carrier = { send(packet: string): void; close(): void };
export type Carry = (address: string, take: (packet: string) => void, lost: () => void) => Carrier;

export type Line = ReturnType<typeof openLine>;

/**
 * A line that comes back by itself until it is closed. Beside what the server sends, `connect` is heard each time it stands, `lost` each
 * time that it does not or no longer does, with whether the server showed us out. `auth` is asked at each connecting.
 */
export function openLine(origin: string, auth: () => Promise<object> = () => Promise.resolve({})) {
  const listeners = new Map<string, Set<Heard>>();
  let acks: Heard[] = [];
  let carrier: Carrier | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let connected = false;
  let lose: (shownOut?: boolean) => void;
  /** The browser knows before the line does. */
  const cut = () => lose();

  const tell = (name: string, ...told: unknown[]) => {
    for (const heard of listeners.get(name) ?? []) heard(...(told as never[]));
  };

  function connect([carry, ...others]: Carry[] = [byWebSocket, byRequests]) {
    hangUp();
    let patience = GREETING;
    let greeted = false;
    // What an earlier carrier still says is nobody's.
    const isOurs = () => carrier === ours;
    const drop = (shownOut = false) => {
      if (!isOurs()) return;
      hangUp();
      if (!greeted && others.length > 0) return connect(others);
      later = setTimeout(() => connect(), Math.min(LONGEST, BREATH * 2 ** tries++) * (0.5 + Math.random()));
      tell('lost', shownOut);
    };
    const heed = () => {
      clearTimeout(watch);
      watch = setTimeout(drop, patience);
    };
    function take(packet: string) {
      if (!isOurs()) return;
      heed();
      const [, kind, id, data] = /^(4?.)(\d*)([^]*)/.exec(packet)!;
      if (kind === OPEN) {
        greeted = true;
        const { pingInterval, pingTimeout } = JSON.parse(data!) as Record<string, number>;
        patience = pingInterval! + pingTimeout!;
        auth().then(
          (known) => isOurs() && ours.send(CONNECT + JSON.stringify(known)),
          () => drop(),
        );
      } else if (kind === PING) ours.send(PONG!);
      else if (kind === CONNECT) {
        connected = true;
        tries = 0;
        tell('connect');
      } else if (kind === EVENT) tell(...(JSON.parse(data!) as [string, ...unknown[]]));
      else if (kind === ACK) acks[Number(id)]?.(...(JSON.parse(data!) as never[]));
      else if (kind === DISCONNECT || kind === CLOSE) drop(kind === DISCONNECT);
    }
    const ours = carry!(`${origin}/live/?EIO=4&transport=`, take, () => drop());
    carrier = ours;
    lose = drop;
    addEventListener('offline', cut);
    heed();
  }

  function hangUp() {
    const hung = carrier;
    carrier = null;
    connected = false;
    acks = [];
    clearTimeout(watch);
    clearTimeout(later);
    removeEventListener('offline', cut);
    hung?.close();
  }

  function close() {
    if (connected) carrier!.send(DISCONNECT!);
    hangUp();
  }

  connect();
  return {
    isConnected: () => connected,
    /** What it answers ends it. */
    on(name: string, heard: Heard) {
      const all = (listeners.get(name) ?? new Set()).add(heard);
      listeners.set(name, all);
      return () => void all.delete(heard);
    },
    /** Of what does not stand, nothing is kept: whoever listens says it anew at `connect`. */
    emit(name: string, asked?: unknown, answered?: Heard) {
      const id = answered ? acks.push(answered) - 1 : '';
      if (connected) carrier!.send(`${EVENT}${id}${JSON.stringify([name, asked])}`);
    },
    connect: () => connect(),
    close,
  };
}

type Entered = { seq?: number; error?: string };

/**
 * Asks to be told of something whenever the line stands; and again in a while where the server could not say, or where what follows of
 * its answer, or of what it tells, fails (`heed`).
 */
export function enter(line: Line, asked: [name: string, what?: unknown], entered: (answer: Entered) => Promise<void> | void = () => {}) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let slower = 1;
  const heed = async (work: () => Promise<void> | void) => {
    try {
      await work();
      slower = 1;
    } catch {
      clearTimeout(timer);
      if (!ended) timer = setTimeout(ask, AGAIN * slower * (0.5 + Math.random()));
      slower = Math.min(SLOWEST, slower * 2);
    }
  };
  function ask() {
    clearTimeout(timer);
    const [name, what] = asked;
    line.emit(name, what, (answer: Entered) =>
      heed(async () => {
        await entered(answer);
        if (answer.error === 'internal') throw new Error(name);
      }),
    );
  }
  const forget = line.on('connect', ask);
  if (line.isConnected()) ask();
  return {
    ask,
    heed,
    end() {
      ended = true;
      clearTimeout(timer);
      forget();
    },
  };
}

function byWebSocket(...[address, take, lost]: Parameters<Carry>): Carrier {
  let socket: WebSocket;
  try {
    socket = new WebSocket(`${address.replace('http', 'ws')}websocket`);
  } catch {
    // Where the page's policy forbids it, some browsers throw rather than close.
    queueMicrotask(lost);
    return { send() {}, close() {} };
  }
  socket.onmessage = ({ data }) => take(data as string);
  socket.onclose = () => lost();
  return { send: (packet) => socket.send(packet), close: () => socket.close() };
}

/** Where no WebSocket can be had: the part for it is fetched then. */
function byRequests(...asked: Parameters<Carry>): Carrier {
  let carrier: Carrier | null = null;
  let closed = false;
  import('./line-by-requests.ts').then(
    ({ openRequests }) => {
      if (!closed) carrier = openRequests(...asked);
    },
    () => asked[2](),
  );
  return {
    send: (packet) => carrier?.send(packet),
    close() {
      closed = true;
      carrier?.close();
    },
  };
}
