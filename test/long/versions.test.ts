// A restart of nodes one after the other runs two neighbouring versions on one database: the build from before the last migration, beside
// this one.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { freePort } from '../support/free-port.ts';
import { expectThreadTrue } from '../support/invariants.ts';
import { sendPost, startNode, type Node } from '../support/nodes.ts';
import { makePostgres } from '../support/postgres.ts';

const ORIGIN = 'https://courrier.test';
const HOST = 'comments.courrier.test';

const migrations = (folder: string) => readdirSync(join(folder, 'migrations/postgres')).filter((name) => name.endsWith('.sql'));
const last = migrations('.').at(-1)!;
const ask = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
const added = ask('log', '-1', '--diff-filter=A', '--format=%H', '--', `migrations/postgres/${last}`);
const before = added && ask('rev-parse', '--verify', '--quiet', `${added}^`);

describe.skipIf(!before)('two neighbouring versions (the commit before the last migration is not in this clone: skipped)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-versions-'));
  const older = join(folder, 'older');
  chmodSync(folder, 0o755);
  let postgres: Awaited<ReturnType<typeof makePostgres>>;
  let db: Database;
  let sessions: string[];
  const nodes: Node[] = [];
  const acknowledged: string[] = [];

  const start = async (build?: string) => {
    const node = await startNode(
      { PUBLIC_URL: `https://${HOST}`, DATABASE_URL: `${postgres.url}/terrasse`, MEDIA_URL: `file:${folder}/media` },
      build,
    );
    nodes.push(node);
    return node;
  };

  beforeAll(async () => {
    buildOlder();
    postgres = await makePostgres(join(folder, 'postgres'), await freePort());
    await postgres.server.createDatabase('terrasse');
  }, 300_000);

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    await db?.close();
    await postgres?.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  test('write in one thread while the newer migrates, side by side, and the older started anew: nothing is lost', async () => {
    const first = await start(older);
    sessions = peopleOfOlder();
    await say(first, 'Avant.');

    const [newer] = await Promise.all([start(), sayMany([first], 30)]);
    await sayMany([first, newer], 60);
    await first.stop();
    const again = await start(older);
    await sayMany([newer, again], 60);

    expect(await Promise.all([newer, again].map(({ ready }) => ready()))).toEqual([200, 200]);
    expect(migrations('.').length).toBeGreaterThan(migrations(older).length);
    db = await openPostgres(`${postgres.url}/terrasse`, 'migrations/postgres', 2);
    const stored = await storedIn((await read(newer)).thread.id!);
    expect(acknowledged.filter((uid) => !stored.includes(uid))).toEqual([]);
    expect(stored).toHaveLength(acknowledged.length);
    expect([...new Set([await countAt(newer), await countAt(again)])]).toEqual([stored.length]);
    for (const node of nodes) expect(node.log()).not.toMatch(/"level":[56]0/);
  });

  /** As it was then, with what this one runs on. */
  function buildOlder() {
    mkdirSync(older);
    const tar = spawnSync('git', ['archive', before], { maxBuffer: 1024 ** 3 }).stdout;
    expect(spawnSync('tar', ['-x', '-C', older], { input: tar }).status).toBe(0);
    symlinkSync(resolve('node_modules'), join(older, 'node_modules'));
    const built = spawnSync(process.execPath, ['build.ts'], { cwd: older, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`the older version does not build: ${built.stderr}`);
  }

  /** Written by what it knew of its tables: ours may have columns that are not there yet. */
  function peopleOfOlder(): string[] {
    const file = 'test/support/journalists.ts';
    copyFileSync(file, join(older, file));
    const args = ['--import', 'tsx', file, `${postgres.url}/terrasse`, HOST, ORIGIN, '4'];
    const env = { ...process.env, TSX_TSCONFIG_PATH: 'server/tsconfig.json' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: older, encoding: 'utf8', env });
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as string[];
  }

  async function sayMany(at: Node[], count: number) {
    let said = 0;
    const one = async () => {
      for (let mine = said++; mine < count; mine = said++) await say(at[mine % at.length]!, `Et de ${mine + 1}.`);
    };
    await Promise.all(Array.from({ length: 4 }, one));
  }

  async function say({ url }: Node, source: string) {
    const { status, body } = await sendPost(url, sessions[acknowledged.length % sessions.length]!, {
      origin: ORIGIN,
      source,
      clientId: uuidv7(),
    });
    expect(status, JSON.stringify(body)).toBe(201);
    acknowledged.push((body as PostAnswer).post.id);
  }

  async function read({ url }: Node) {
    return (await (await fetch(`${url}/api/v1/thread?site=courrier&article=pont`, { headers: { origin: ORIGIN } })).json()) as ThreadPage;
  }

  const countAt = async (node: Node) => (await read(node)).thread.count;

  async function storedIn(thread: string) {
    await expectThreadTrue(db, thread);
    const { posts, threads } = db.read.t;
    const rows = await db.read
      .select({ uid: posts.uid })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(eq(threads.uid, thread))
      .orderBy(asc(posts.id));
    return rows.map(({ uid }) => uid);
  }
});
