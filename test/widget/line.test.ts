import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { openLine } from '#widget/line.ts';
import { listen } from '../support/sockets.ts';
import { until } from '../support/until.ts';
import { createWorld, type Person, type World } from '../support/world.ts';

const place = { site: 'courrier', article: 'pont' };

let world: World;
let ada: Person;
let server: Awaited<ReturnType<typeof listen>>;
/** The page's own events: Node has none. */
let page: EventTarget;

beforeEach(async () => {
  world = await createWorld('sqlite');
  ada = await world.person('ada');
  server = await listen(world);
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  onTestFinished(() => void vi.unstubAllGlobals());
});

/** A reader's line, in the room of a thread whenever it stands. */
function openReader(auth?: () => Promise<object>) {
  const line = openLine(server.url, auth);
  onTestFinished(line.close);
  const seen = { joined: [] as unknown[], changes: [] as string[], lost: [] as boolean[] };
  line.on('connect', () => line.emit('join', place, (answer) => seen.joined.push(answer)));
  line.on('changes', ({ changes }: ChangesEvent) => seen.changes.push(...changes.map(({ post }) => post!.html)));
  line.on('lost', (shownOut: boolean) => seen.lost.push(shownOut));
  return { line, ...seen };
}

describe.each(['websocket', 'polling'] as const)('a line by %s', (way) => {
  beforeEach(() => {
    server.live.io.engine.opts.transports = [way];
  });

  test('asks, is answered, and hears what happens', async () => {
    const { joined, changes } = openReader();
    await until('the room', () => joined.length === 1);

    await ada.post('Bonjour.');
    await until('the post', () => changes.length === 1);
    await ada.post('Et au revoir.');
    await until('the next', () => changes.length === 2);

    expect(joined).toEqual([{ seq: 0 }]);
    expect(changes.map((html) => html.replace(/<[^>]+>/g, ''))).toEqual(['Bonjour.', 'Et au revoir.']);
    expect([...server.live.io.of('/').sockets.values()].map(({ conn }) => conn.transport.name)).toEqual([way]);
  });

  test('answers the server’s heartbeat, and is still there after several', async () => {
    Object.assign(server.live.io.engine.opts, { pingInterval: 20, pingTimeout: 2000 });
    let beats = 0;
    server.live.io.engine.on('connection', (client: { on(name: 'heartbeat', heard: () => void): void }) =>
      client.on('heartbeat', () => beats++),
    );

    const { joined, lost } = openReader();
    await until('three heartbeats', () => beats >= 3);

    expect(joined).toHaveLength(1);
    expect(lost).toEqual([]);
  });

  test('comes back by itself when it is shown out, and says so', async () => {
    const { joined, lost } = openReader();
    await until('the room', () => joined.length === 1);

    server.live.io.disconnectSockets();

    await until('the room again', () => joined.length === 2);
    expect(lost).toEqual([true]);
  });

  test('comes back by itself when the connection breaks', async () => {
    const { joined, lost } = openReader();
    await until('the room', () => joined.length === 1);

    for (const { conn } of server.live.io.of('/').sockets.values()) conn.close(true);

    await until('the room again', () => joined.length === 2);
    expect(lost).toEqual([false]);
  });

  test('once closed is gone for the server too, hears nothing more, and may be opened again', async () => {
    const { line, joined, changes, lost } = openReader();
    await until('the room', () => joined.length === 1);

    line.close();
    await until('the server to know', () => server.live.io.of('/').sockets.size === 0);
    await ada.post('Personne ?');
    line.connect();
    await until('the room again', () => joined.length === 2);

    expect(joined).toEqual([{ seq: 0 }, { seq: 1 }]);
    expect([changes, lost]).toEqual([[], []]);
  });

  test('opened anew while it stands, leaves nothing of what stood', async () => {
    const { line, joined } = openReader();
    await until('the room', () => joined.length === 1);

    line.connect();
    line.emit('leave', place);

    await until('the room again', () => joined.length === 2);
    await until('the other to be gone', () => server.live.io.of('/').sockets.size === 1);
  });

  test('says at each connecting who it is', async () => {
    let asked = 0;
    const { line, joined } = openReader(() => Promise.resolve({ token: `no ${++asked}` }));
    await until('the room', () => joined.length === 1);
    const tokens = () => [...server.live.io.of('/').sockets.values()].map(({ handshake }) => handshake.auth);
    expect(tokens()).toEqual([{ token: 'no 1' }]);

    line.close();
    line.connect();

    await until('the room again', () => joined.length === 2);
    expect(tokens()).toEqual([{ token: 'no 2' }]);
  });
});

test('where the page’s policy has a browser throw at a WebSocket, a line goes by requests', async () => {
  vi.stubGlobal('WebSocket', function forbidden() {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });

  const { joined } = openReader();

  await until('the room', () => joined.length === 1);
  expect([...server.live.io.of('/').sockets.values()].map(({ conn }) => conn.transport.name)).toEqual(['polling']);
});

test('a line by polling, closed between two of its questions, is gone for the server too', async () => {
  server.live.io.engine.opts.transports = ['polling'];
  const { line, joined } = openReader();
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (address: string, init: RequestInit) =>
    joined.length === 0 || init.method === 'POST'
      ? fetch(address, init)
      : new Promise((_, cut) => init.signal!.addEventListener('abort', () => cut(new Error('never left')))),
  );
  await until('the room', () => joined.length === 1);

  line.close();

  await until('the server to know', () => server.live.io.engine.clientsCount === 0);
});

test('a line whose server fell silent is given up, and opened anew', async () => {
  Object.assign(server.live.io.engine.opts, { pingInterval: 100, pingTimeout: 100 });
  server.live.io.engine.on('connection', (client: { schedulePing(): void; pingIntervalTimer: NodeJS.Timeout }) =>
    clearTimeout(client.pingIntervalTimer),
  );

  const { joined, lost } = openReader();

  await until('the room again', () => joined.length >= 2);
  expect(lost).toContain(false);
});

test('offline, a line is lost at once, not when its server has long been silent', async () => {
  const { line, joined, lost } = openReader();
  await until('the room', () => joined.length === 1);

  page.dispatchEvent(new Event('offline'));

  expect(lost).toEqual([false]);
  expect(line.isConnected()).toBe(false);
});

test('who is not known because the asking failed tries again', async () => {
  let asked = 0;
  const { joined, lost } = openReader(() => (asked++ === 0 ? Promise.reject(new Error('no network')) : Promise.resolve({})));

  await until('the room', () => joined.length === 1);

  expect(asked).toBe(2);
  expect(lost).toEqual([false]);
});
