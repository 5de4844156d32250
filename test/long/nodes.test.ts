// Several nodes as they are run: processes of the build on one Postgres and one Redis, a balancer before them that knows of no session,
// a thousand readers by the embed's own code; and all that can go away goes away.
import { setMaxListeners } from 'node:events';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ChangesPage, ThreadPage } from '#server/threads/wire.ts';
import { applyChanges, hasGap } from '#widget/changes.ts';
import { follow } from '#widget/live.ts';
import { openState, type ThreadState } from '#widget/store.ts';
import { freePort } from '../support/free-port.ts';
import { expectThreadTrue } from '../support/invariants.ts';
import { journalists } from '../support/journalists.ts';
import { openBalancer, PATIENCE_MS, sendPost, startNode, type Node } from '../support/nodes.ts';
import { makePostgres } from '../support/postgres.ts';
import { hasRedis, runRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const READERS = 1000;
const WRITERS = 30;
/** Within this whoever lost their connection is back, on a machine that does this beside other things: a restart alone spreads them over five seconds. */
const BACK_MS = 180_000;
const ORIGIN = 'https://courrier.test';

describe.skipIf(!hasRedis)('several nodes (no redis-server on this machine: skipped)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-nodes-'));
  chmodSync(folder, 0o755);
  let postgres: Awaited<ReturnType<typeof makePostgres>>;
  let redis: ReturnType<typeof runRedis>;
  let redisPort: number;
  let balancer: Awaited<ReturnType<typeof openBalancer>>;
  let db: Database;
  let nodes: Node[] = [];
  let tokens: string[];
  let thread: string;
  let readers: ReturnType<typeof openReader>[];
  const acknowledged: { uid: string; clientId: string }[] = [];

  const start = (env: Record<string, string> = {}) =>
    startNode({
      PUBLIC_URL: balancer.url,
      DATABASE_URL: `${postgres.url}/terrasse`,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      MEDIA_URL: `file:${folder}/media`,
      ...env,
    });

  beforeAll(async () => {
    // The page's own events, which the readers' lines listen to: Node has none.
    const events = new EventTarget();
    setMaxListeners(READERS, events);
    vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
    vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));

    postgres = await makePostgres(join(folder, 'postgres'), await freePort());
    await postgres.server.createDatabase('terrasse');
    redisPort = await freePort();
    redis = runRedis(redisPort);
    await redis.answers();
    balancer = await openBalancer(() => nodes.filter((node) => node.alive()));
    // At once, on a database without a table.
    nodes = await Promise.all([start(), start()]);
    db = await openPostgres(`${postgres.url}/terrasse`, 'migrations/postgres', 4);
    tokens = await journalists(db, { host: new URL(balancer.url).host, origin: ORIGIN, count: WRITERS });
    await say(0, 'Le premier.');
    const page = await read();
    thread = page.thread.id!;
    readers = Array.from({ length: READERS }, (_, i) => openReader(new URL(balancer.url).port, i, page));
    await until('all to be in', () => readers.every(({ here }) => here()), BACK_MS);
  }, 300_000);

  afterAll(async () => {
    readers?.forEach(({ leave }) => leave());
    await Promise.all(nodes.map((node) => node.kill()));
    await db?.close();
    await balancer?.close();
    await redis?.stop();
    await postgres?.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  test('what is written at either is read once, in its order, by a thousand readers at both', async () => {
    await sayMany(60);

    await expectAllTrue();
    expect(await Promise.all(nodes.map(({ ready }) => ready()))).toEqual([200, 200]);
  });

  test('a node that dies takes nothing along that was acknowledged; its readers and writers go on at the other', async () => {
    const saying = sayMany(90);
    await until('some to be said', () => acknowledged.length > 80, BACK_MS);
    await nodes[1]!.kill();
    await saying;

    await expectAllTrue();
    nodes = [nodes[0]!, await start()];
  });

  test('without Postgres nodes say so and wait; once it is back they go on by themselves', async () => {
    const saying = sayMany(90);
    await until('some to be said', () => acknowledged.length > 170, BACK_MS);
    await postgres.server.stop();
    await until('all to say no', async () => (await Promise.all(nodes.map(({ ready }) => ready()))).every((status) => status === 503));
    const answer = await send(0, 'Personne n’écoute.', uuidv7());
    expect(answer).toMatchObject({ status: 503 });
    await postgres.server.start();
    await saying;

    await expectAllTrue();
    expect(await Promise.all(nodes.map(({ ready }) => ready()))).toEqual([200, 200]);
    expect(nodes.every((node) => node.alive())).toBe(true);
  });

  test('without Redis everything goes on; once it is back it is counted in again', async () => {
    await redis.stop();
    await sayMany(40);
    expect(await Promise.all(nodes.map(({ ready }) => ready()))).toEqual([200, 200]);
    redis = runRedis(redisPort);
    await redis.answers();
    await sayMany(40);

    await expectAllTrue();
    for (const node of nodes) expect(node.log()).toContain('limits: the shared store does not answer, this process counts alone');
  });

  test('a node whose clock is a minute ahead is one of them: what is written there is read everywhere at once, in its place', async () => {
    nodes = [...nodes, await start({ CLOCK_AHEAD_MS: '60000' })];
    await sayMany(60);

    await expectAllTrue();
  });

  test('nodes that are stopped one after the other, and come back, are a restart that nobody loses anything by', async () => {
    const saying = sayMany(90);
    for (const at of nodes.keys()) {
      const left = nodes[at]!;
      const fresh = await start();
      nodes = nodes.with(at, fresh);
      await left.stop();
    }
    await saying;

    await expectAllTrue();
  });

  /** Everybody has all of it, once, in the thread's order; so has the database, and nothing acknowledged is missing there. */
  async function expectAllTrue() {
    const { posts, threads } = db.read.t;
    const rows = await db.read
      .select({ uid: posts.uid, clientId: posts.clientId })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(eq(threads.uid, thread))
      .orderBy(asc(posts.id));
    const uids = rows.map(({ uid }) => uid);
    expect(acknowledged.filter(({ uid }) => !uids.includes(uid))).toEqual([]);
    expect(new Set(rows.map(({ clientId }) => clientId)).size).toBe(rows.length);
    await expectThreadTrue(db, thread);
    const [{ seq } = { seq: 0 }] = await db.read.select({ seq: threads.seq }).from(threads).where(eq(threads.uid, thread));
    await until('all to have read all', () => readers.every(({ state }) => state().thread.seq === seq), BACK_MS).catch((error: unknown) => {
      const behind = readers.filter(({ state }) => state().thread.seq !== seq);
      throw new Error(`${behind.length} of ${READERS} are not at ${seq}: ${JSON.stringify(behind.slice(0, 3).map((one) => one.what()))}`, {
        cause: error,
      });
    });
    const inOrder = await publishedInOrder();
    for (const { state } of readers) {
      const shown = [...state().roots, ...state().fresh.map(({ id }) => id)];
      expect(shown).toEqual(inOrder);
    }
  }

  /** By the thread's numbers, as a reader is told who asks for all of it. */
  async function publishedInOrder() {
    const told: string[] = [];
    for (let page = await changesAfter(balancer.url, 0); page.changes.length > 0; page = await changesAfter(balancer.url, told.length))
      told.push(...page.changes.map(({ post }) => post!.id));
    return told;
  }

  async function read() {
    const answer = await fetch(`${balancer.url}/api/v1/thread?site=courrier&article=pont`, { headers: { origin: ORIGIN } });
    return (await answer.json()) as ThreadPage;
  }

  /** Some at once, as many as there are nodes' worth of. */
  async function sayMany(count: number) {
    let said = 0;
    const one = async () => {
      for (let mine = said++; mine < count; mine = said++) await say(mine % WRITERS, `Et de ${mine + 1}.`);
    };
    await Promise.all(Array.from({ length: 6 }, one));
  }

  /** As the embed does: the same again, until somebody says that it is there. */
  async function say(writer: number, source: string) {
    const clientId = uuidv7();
    const answers: unknown[] = [];
    const { post } = await until(
      'a post to be taken',
      async () => {
        const { status, body } = await send(writer, source, clientId);
        answers.push(status ?? body);
        if (status !== undefined && status >= 300 && status < 500) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
        return status !== undefined && status < 300 && (body as PostAnswer);
      },
      BACK_MS,
    ).catch((cause: unknown) => {
      throw new Error(
        `answers were ${answers.slice(-8).join(', ')} (${answers.length}); ${nodes.map((node) => node.log().slice(-300)).join(' | ')}`,
        { cause },
      );
    });
    acknowledged.push({ uid: post.id, clientId });
  }

  const send = (writer: number, source: string, clientId: string) =>
    sendPost(balancer.url, tokens[writer]!, { origin: ORIGIN, source, clientId });

  const changesAfter = async (origin: string, after: number) => {
    const answer = await fetch(`${origin}/api/v1/threads/${thread}/changes?after=${after}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as ChangesPage;
  };

  /** What an embed does of it (widget/reading.ts), each at an address of its own, so that each has a connection. */
  function openReader(port: string, i: number, page: ThreadPage) {
    const origin = `http://127.1.${i >> 8}.${i & 255}:${port}`;
    let state: ThreadState = openState(page);
    let asking: Promise<void> | null = null;
    let joins = 0;
    const catchUp = async (): Promise<void> => {
      const { changes, seq } = await changesAfter(origin, state.thread.seq);
      state = applyChanges(state, changes);
      if (changes.length > 0 && seq > state.thread.seq) return catchUp();
    };
    const ask = () => (asking ??= catchUp().finally(() => (asking = null)));
    const { leave } = follow({
      origin,
      asked: { site: 'courrier', article: 'pont' },
      token: async () => null,
      isHere: () => true,
      handlers: {
        joined: async (seq) => {
          joins++;
          for (let turn = 0; turn < 2 && seq > state.thread.seq; turn++) await ask();
        },
        changes: async (changes) => {
          state = applyChanges(state, changes);
          if (hasGap(state)) await ask();
        },
        own: () => {},
        redrawn: () => {},
      },
    });
    return { leave, state: () => state, here: () => joins > 0, what: () => ({ seq: state.thread.seq, joins }) };
  }
});
