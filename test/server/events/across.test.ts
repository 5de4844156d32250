// Several processes on one Postgres: what happens in one is seen at once by who reads through another, whatever carries it between them.
import { createServer, type AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { caseBy } from '#server/cases/queries.ts';
import { tellAcross, type OpenCarrier } from '#server/events/across.ts';
import { createBus } from '#server/events/bus.ts';
import { byNotify } from '#server/events/notify.ts';
import { byStream } from '#server/events/stream.ts';
import { openSite } from '#server/sites/save-publisher.ts';
import type { CasesPage, ReadersEvent } from '#server/cases/wire.ts';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { freePort } from '../../support/free-port.ts';
import { openBalancer } from '../../support/nodes.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';
import { listen, type Listener } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const place = { site: 'courrier', article: 'pont' };
/** Milliseconds between two beats: a process that is gone is known within some of them. */
const BEAT_MS = 100;

let world: World;
let ada: Person;
let location: string;
let connect: Awaited<ReturnType<typeof listen>>['connect'];
/** To the process of who writes. */
let connectHere: typeof connect;
/** What carries, by the way that the readers' process has to it, or straight. */
let carrier: (by?: string) => OpenCarrier;
let way: Awaited<ReturnType<typeof openBalancer>>;
let isWayOpen: boolean;
/** How often the readers' process knew that it had missed something, and what it said of it. */
let missed: number;
let reasons: string[];
const NOT_HEARD = 'something that another process said was not heard';
const GONE = 'another process is gone, without a goodbye';
/** Whose bells it was told to ring. */
let rung: number[];

beforeEach(async () => {
  world = await createWorld('postgres');
  ada = await world.person('ada');
  ({ location } = world.db as unknown as { location: string });
});

/** Readers are at another process than who writes. */
async function openProcesses(port: number) {
  isWayOpen = true;
  way = await openBalancer(() => (isWayOpen ? [{ port }] : []));
  onTestFinished(way.close);
  world.deps.bus = await process(carrier(), world.deps.bus);
  const local = createBus((error) => world.failures.push(error));
  [missed, reasons, rung] = [0, [], []];
  local.on('events.missed', () => missed++);
  local.on('notice.added', ({ memberId }) => rung.push(memberId));
  const log = Object.assign(Object.create(world.deps.log) as World['deps']['log'], { warn: (said: unknown) => reasons.push(String(said)) });
  const deps = { ...world.deps, bus: await process(carrier(new URL(way.url).port), local, log) };
  ({ connect } = await listen({ deps, app: createApp(deps) }, { readingsAgainMs: BEAT_MS }));
  ({ connect: connectHere } = await listen(world, { readingsAgainMs: BEAT_MS }));
}

async function process(open: OpenCarrier, local: World['deps']['bus'], log = world.deps.log) {
  const across = await tellAcross(open, local, { log, beatMs: BEAT_MS });
  onTestFinished(across.close);
  return across.bus;
}

const changes = ({ heard }: Listener) => heard.flatMap(({ name, data }) => (name === 'changes' ? (data as ChangesEvent).changes : []));
const tokenOf = (person: Person) => person.asEmbed.authorization.slice('Bearer '.length);
const isCut = ({ socket, heard }: Listener) => socket.disconnected && heard.some(({ name }) => name === 'stop');

async function reads() {
  const reader = await connect();
  await reader.ask('join', place);
  return reader;
}

/** Another process, which says word after word by hand; resolves with what says them. */
async function speaker(from: string) {
  const { say, close } = await carrier()(() => {});
  onTestFinished(close);
  return (n: number, said: { facts?: unknown[]; bye?: true } = {}) => say(JSON.stringify({ from, n, facts: [], ...said }));
}

const bell = (memberId: number) => ({ facts: [['notice.added', { memberId }]] });

function carries() {
  test('a post is heard there, once', async () => {
    const reader = await reads();

    await ada.post('Bonjour.');
    await ada.post('Vous m’entendez ?');

    await until('both', () => changes(reader).length === 2);
    expect(changes(reader).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('a site that pauses, and a session that ends, cut those who are connected there', async () => {
    const [reader, signedIn] = [await connect(), await connect(undefined, tokenOf(ada))];
    await Promise.all([reader.ask('join', place), signedIn.ask('join', place)]);

    await ada.send('DELETE', '/api/v1/session');
    await until('the session to be cut', () => signedIn.socket.disconnected);
    expect(reader.socket.connected).toBe(true);
    await openSite(world.deps, world.site, { open: false, by: ada.member.uid });

    await until('the reader to be cut', () => isCut(reader));
    expect(await (await connect()).ask('join', place)).toEqual({ error: 'not_open' });
  });

  test('more than one word holds arrives whole', async () => {
    const reader = await connect(undefined, tokenOf(ada));
    await reader.ask('join', place);

    for (let memberId = 1_000_000; memberId < 1_000_900; memberId++) world.deps.bus.emit('notice.added', { memberId });
    world.deps.bus.emit('notice.added', { memberId: ada.member.id });

    await until('the bell', () => reader.heard.some(({ name }) => name === 'notice'));
    expect(reader.socket.connected).toBe(true);
  });

  test('what is said twice is heard once; where a word is missing, whoever is connected asks anew', async () => {
    const reader = await reads();
    const say = await speaker('another');
    await say(1);
    await say(2, bell(1));
    await say(2, bell(2));
    await say(3, bell(3));
    await until('the last', () => rung.includes(3));
    expect(rung).toEqual([1, 3]);
    expect(reasons).not.toContain(NOT_HEARD);

    await say(5);

    await until('the gap to be known', () => reasons.includes(NOT_HEARD));
    await until('the reader to be cut', () => isCut(reader));
  });

  test('who fell silent, and comes back with words that nobody heard, is known by their number', async () => {
    const say = await speaker('another');
    await say(1);
    await until('it to be given up', () => reasons.includes(GONE));

    await say(2);
    await say(9);

    await until('the gap to be known', () => reasons.includes(NOT_HEARD));
    expect(reasons.filter((one) => one === GONE)).toHaveLength(1);
  });

  test('who is heard for the first time, and not from the first word on, has said some that nobody heard', async () => {
    await (
      await speaker('a measure of time')
    )(1);
    await until('some beats', () => reasons.includes(GONE));
    await (
      await speaker('new here')
    )(1, bell(1));
    await until('the bell', () => rung.includes(1));
    expect(reasons).not.toContain(NOT_HEARD);

    await (
      await speaker('there before')
    )(7, bell(2));

    await until('the bell', () => rung.includes(2));
    expect(reasons).toContain(NOT_HEARD);
  });

  test('a process that is gone without a goodbye may have taken something along: whoever is connected asks anew', async () => {
    const reader = await reads();
    const [one, other] = [await speaker('who says goodbye'), await speaker('who does not')];
    await one(1);
    await one(2, { bye: true });

    await other(1);

    await until('the reader to be cut', () => isCut(reader));
    expect(missed).toBe(1);
  });

  describe('who has a case before their eyes', () => {
    let theo: Person;
    let camille: Person;
    let id: string;
    let caseId: number;
    beforeEach(async () => {
      [camille, theo] = [await world.person('camille', 'moderator'), await world.person('theo', 'moderator')];
      await ada.post('Guignol !');
      id = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases[0]!.id;
      ({ id: caseId } = (await caseBy(world.db.read, id))!);
    });

    const atDesk = async (person: Person, to: typeof connect) => {
      const listener = await to(person.asPage);
      expect(await listener.ask('desk')).toEqual({ seq: 0 });
      return listener;
    };
    const readers = ({ heard }: Listener) =>
      (heard.findLast(({ name }) => name === 'readers')?.data as ReadersEvent | undefined)?.readers.map(({ name }) => name).toSorted();
    const read = (memberIds: number[]) => ({ facts: [['case.read', { node: 'dead', siteId: world.site.id, caseId, memberIds }]] });

    test('is told at the desk of another process, until they look elsewhere or leave', async () => {
      const [here, there] = [await atDesk(camille, connectHere), await atDesk(theo, connect)];

      await here.ask('reading', { case: id });
      await until('one', () => readers(there)?.join() === 'camille');
      await there.ask('reading', { case: id });
      await until('both', () => readers(here)?.join() === 'camille,theo');
      await there.ask('reading', { case: null });
      await until('one', () => readers(here)?.join() === 'camille');
      here.socket.disconnect();

      await until('nobody', () => readers(there)?.length === 0);
    });

    test('is told to whoever comes to the desk of another process, however long they stay', async () => {
      const [here, first] = [await atDesk(camille, connectHere), await atDesk(theo, connect)];
      await here.ask('reading', { case: id });
      await until('one', () => readers(first)?.join() === 'camille');

      world.pass(60_000);

      await until('whoever comes to hear of them', async () => readers(await atDesk(theo, connect))?.join() === 'camille');
    });

    test('is forgotten within a minute where their process died', async () => {
      const before = await atDesk(theo, connect);
      await (
        await speaker('dead')
      )(1, read([camille.member.id]));
      await until('one', () => readers(before)?.join() === 'camille');
      await until('its death to be known', () => isCut(before));
      const desk = await atDesk(theo, connect);
      await until('one still', () => readers(desk)?.join() === 'camille');

      world.pass(60_000);

      await until('nobody', () => readers(desk)?.length === 0);
      expect(readers(await atDesk(theo, connect))).toBeUndefined();
    });
  });

  test('a process that stops has said what it had to say', async () => {
    const reader = await connect(undefined, tokenOf(ada));
    await reader.ask('join', place);
    const leaving = await tellAcross(
      carrier(),
      createBus(() => {}),
      { log: world.deps.log },
    );

    leaving.bus.emit('notice.added', { memberId: ada.member.id });
    await leaving.close();

    await until('the bell', () => reader.heard.some(({ name }) => name === 'notice'));
  });
}

describe('by notification', () => {
  test('what no process of ours says is passed over', async () => {
    const say = await carrier()(() => {}).then(({ say, close }) => {
      onTestFinished(close);
      return say;
    });
    for (const word of ['', 'null', '{', '{"from":"another","facts":{}}']) await say(word);
    await (
      await speaker('another')
    )(1, bell(1));

    await until('the bell', () => rung.includes(1));
  });

  beforeEach(async () => {
    carrier = (port = new URL(location).port) => byNotify(location.replace(/:\d+\//, `:${port}/`), world.deps.log);
    await openProcesses(Number(new URL(location).port));
  });

  carries();

  test('a connection that was lost is made again; who missed something meanwhile asks anew', async () => {
    const reader = await reads();
    await ada.post('Bonjour.');
    await until('the post', () => changes(reader).length === 1);

    const words: string[] = [];
    const { close } = await carrier()((word) => void words.push(word));
    onTestFinished(close);

    isWayOpen = false;
    way.cut();
    await ada.post('Vous êtes là ?');
    await until('others to be told', () => words.some((word) => word.includes('"thread.changed"')));
    isWayOpen = true;

    await until('the reader to be cut', () => isCut(reader));
    const again = await connect();
    expect(await again.ask('join', place)).toEqual({ seq: 2 });
  });
});

describe.skipIf(!hasRedis)('by a stream in Redis', () => {
  let port: number;
  let redis: Awaited<ReturnType<typeof startRedis>>;

  beforeEach(async () => {
    port = await freePort();
    redis = await startRedis(port);
    carrier = (at = String(port)) => byStream({ url: `redis://127.0.0.1:${at}`, key: 'told' }, world.deps.log);
    await openProcesses(port);
  });

  carries();

  test('a process that was cut off goes on from where it was: nobody is sent away, nothing is missing', async () => {
    const reader = await reads();
    await ada.post('Bonjour.');
    await until('the post', () => changes(reader).length === 1);

    isWayOpen = false;
    way.cut();
    await ada.post('Vous êtes là ?');
    await ada.post('Vous m’entendez ?');
    isWayOpen = true;

    await until('all', () => changes(reader).length === 3);
    expect(changes(reader).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect([missed, reader.socket.connected]).toEqual([0, true]);
  });

  test('a Redis that was away, and has forgotten everything, is told what happened meanwhile', async () => {
    const reader = await reads();
    await ada.post('Bonjour.');
    await until('the post', () => changes(reader).length === 1);

    await redis.stop();
    await ada.post('Vous êtes là ?');
    await ada.post('Vous m’entendez ?');
    redis = await startRedis(port);

    await until('all', () => changes(reader).length === 3);
    expect(changes(reader).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect([missed, reader.socket.connected]).toEqual([0, true]);
  });

  test('what Redis forgot before it was read is known to be missing', async () => {
    const reader = await reads();
    const say = await speaker('another');
    await say(1);
    await ada.post('Bonjour.');
    await until('the post', () => changes(reader).length === 1);
    isWayOpen = false;
    way.cut();
    await say(2);
    await redis.stop();
    redis = await startRedis(port);
    isWayOpen = true;

    await until('the speaker to be back', () =>
      say(3).then(
        () => true,
        () => false,
      ),
    );

    await until('the gap to be known', () => reasons.includes(NOT_HEARD));
    await until('the reader to be cut', () => isCut(reader));
  });

  test('a process starts without the Redis it was told of, and hears all once it is there', async () => {
    await redis.stop();
    const heard: number[] = [];
    const late = createBus(() => {});
    late.on('notice.added', ({ memberId }) => heard.push(memberId));
    await process(carrier(), late);

    world.deps.bus.emit('notice.added', { memberId: ada.member.id });
    redis = await startRedis(port);

    await until('the bell', () => heard.length > 0);
    expect(heard).toEqual([ada.member.id]);
  });

  test('a Redis that accepts and never answers keeps no process from starting, nor from stopping', async () => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1');
    onTestFinished(() => void mute.close());
    await new Promise((resolve) => mute.once('listening', resolve));
    const alone = createBus(() => {});
    const heard: number[] = [];
    alone.on('notice.added', ({ memberId }) => heard.push(memberId));

    const { bus, close } = await tellAcross(carrier(String((mute.address() as AddressInfo).port)), alone, { log: world.deps.log });
    bus.emit('notice.added', { memberId: 1 });
    await until('its own', () => heard.length === 1);

    await close();
  });
});
