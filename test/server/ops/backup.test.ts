import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { desc, eq } from 'drizzle-orm';
import pg from 'pg';
import sharp from 'sharp';
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { openDatabase } from '#server/db/open.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { backUp } from '#server/ops/backup.ts';
import { runCommand } from '#server/ops/command.ts';
import { restoreCommand } from '#server/ops/restore-command.ts';
import { restore } from '#server/ops/restore.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { sendMedium } from '../../support/medium.ts';
import { databaseOf } from '../../support/processes.ts';
import { rowsOf } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { createWorld, ORIGIN, OWN } from '../../support/world.ts';

const NOW = new Date('2026-11-22T13:00:00Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terrasse-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});
const at = (name: string) => join(folder, name);
const sqlite = (name: string): Config['database'] => ({ kind: 'sqlite', file: at(name) });
const back = (database: Config['database'], file: string, force = false) => restore(database, file, { force, now: NOW });

describe('a SQLite database', () => {
  test('takes no name that is taken, and leaves no half of a copy', async () => {
    await made('data.db', 1);
    writeFileSync(at('backup.db'), 'mine');

    await expect(backUp(sqlite('data.db'), at('backup.db'))).rejects.toMatchObject({ key: 'backup.exists' });
    await expect(backUp(sqlite('nowhere.db'), at('other.db'))).rejects.toMatchObject({ key: 'database.missing' });

    expect(readFileSync(at('backup.db'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).toSorted()).toEqual(['backup.db', 'data.db']);
  });

  test('comes back where there is none, or an empty one; what is there is kept beside', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));

    expect(await back(sqlite('new/data.db'), at('backup.db'))).toEqual({ kept: null });
    await made('empty.db', 0);
    expect(await back(sqlite('empty.db'), at('backup.db'))).toEqual({ kept: at('empty.db.before-restore-2026-11-22T13-00-00') });

    expect([sitesOf('new/data.db'), sitesOf('empty.db'), sitesOf('empty.db.before-restore-2026-11-22T13-00-00')]).toEqual([1, 1, 0]);
  });

  test('replaces one that is not empty only when forced, with nothing of the old journal left', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));
    await made('other.db', 2);

    await expect(back(sqlite('other.db'), at('backup.db'))).rejects.toMatchObject({ key: 'restore.notEmpty' });
    expect(sitesOf('other.db')).toBe(2);
    const { kept } = await back(sqlite('other.db'), at('backup.db'), true);

    expect([sitesOf('other.db'), sitesOf('other.db.before-restore-2026-11-22T13-00-00')]).toEqual([1, 2]);
    expect(kept).toBe(at('other.db.before-restore-2026-11-22T13-00-00'));
    expect(readdirSync(folder).filter((name) => /-wal|-shm|restoring/.test(name))).toEqual([]);
  });

  test('is not replaced while a server has it open, not even by force', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));
    const server = openSqlite(at('data.db'), 'migrations/sqlite');
    await server.read.$count(server.read.t.sites);

    await expect(back(sqlite('data.db'), at('backup.db'), true)).rejects.toMatchObject({ key: 'restore.inUse' });

    await server.close();
    await expect(back(sqlite('data.db'), at('backup.db'), true)).resolves.toMatchObject({ kept: expect.any(String) as string });
  });

  test('is not replaced by a file that is damaged, or no backup of ours', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));
    const bytes = readFileSync(at('backup.db'));
    bytes.fill(0xff, 8192, bytes.length - 4096);
    writeFileSync(at('damaged.db'), bytes);
    writeFileSync(at('text.db'), 'not a database at all, but long enough to be looked at'.repeat(100));
    new Sqlite(at('foreign.db')).exec('create table notes(x)').close();

    await expect(back(sqlite('data.db'), at('damaged.db'), true)).rejects.toMatchObject({ key: 'restore.damaged' });
    await expect(back(sqlite('data.db'), at('text.db'), true)).rejects.toMatchObject({ key: 'restore.notOurs' });
    await expect(back(sqlite('data.db'), at('foreign.db'), true)).rejects.toMatchObject({ key: 'restore.notOurs' });
    await expect(back(sqlite('data.db'), at('nowhere.db'), true)).rejects.toMatchObject({ key: 'file.missing' });

    expect(sitesOf('data.db')).toBe(1);
    expect(readdirSync(folder).filter((name) => /restoring|before/.test(name))).toEqual([]);
  });

  test('that is damaged itself can be replaced by force, and is kept with its journal', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));
    writeFileSync(at('broken.db'), 'x'.repeat(10_000));
    copyFileSync(at('backup.db'), at('broken.db-wal'));

    await expect(back(sqlite('broken.db'), at('backup.db'))).rejects.toMatchObject({ key: 'restore.notEmpty' });
    const { kept } = await back(sqlite('broken.db'), at('backup.db'), true);

    expect(sitesOf('broken.db')).toBe(1);
    expect([existsSync(kept!), existsSync(`${kept}-wal`)]).toEqual([true, true]);
  });
});

describe('a Postgres database', () => {
  test('is restored from a folder where something else has the name', async () => {
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));
    mkdirSync(at('backup.db.restoring'));
    const url = await emptyPostgres();

    expect(await back({ kind: 'postgres', url }, at('backup.db'))).toEqual({ kept: null });

    expect(await ask(url, 'select key from sites')).toEqual([{ key: 's0' }]);
  });

  test('is not backed up while a newer version begins to serve it: what waits for that says so, and stands in nobody’s way', async () => {
    const url = await emptyPostgres();
    await madePostgres(url, 1);
    const gate = new pg.Client(url);
    await gate.connect();
    await gate.query('select pg_advisory_lock(4242)');
    onTestFinished(() => gate.end());
    const waiting = (lock: number) => ask(url, `select 1 from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted`);

    const newer = openPostgres(url, tomorrow('alter table posts add column mood text;\nselect pg_advisory_lock(4242);'));
    await until('the migration to be at its middle', async () => (await waiting(4242)).length > 0);
    const refused = expect(backUp({ kind: 'postgres', url }, at('backup.db'))).rejects.toMatchObject({ key: 'backup.otherVersion' });
    await until('the backup to wait for it', async () => (await waiting(727)).length > 0);
    await gate.query('select pg_advisory_unlock(4242)');

    await (await newer).close();
    await refused;
  });

  test('comes back where there is none or nothing in it; what is there is set aside, whole, in a schema of its own', async () => {
    const url = await emptyPostgres();
    const database: Config['database'] = { kind: 'postgres', url };
    await madePostgres(url, 1);
    await backUp(database, at('backup.db'));
    await madePostgres(url, 1);

    await expect(back(database, at('backup.db'))).rejects.toMatchObject({ key: 'restore.notEmpty' });
    expect(await ask(url, 'select key from sites order by key')).toEqual([{ key: 's0' }, { key: 's1' }]);
    expect(await back(database, at('backup.db'), true)).toEqual({ kept: 'before_restore_2026_11_22t13_00_00' });

    expect(await ask(url, 'select key from sites')).toEqual([{ key: 's0' }]);
    expect(await ask(url, 'select key from before_restore_2026_11_22t13_00_00.sites order by key')).toEqual([{ key: 's0' }, { key: 's1' }]);
    const other = await emptyPostgres();
    await madePostgres(other, 0);
    expect(await back({ kind: 'postgres', url: other }, at('backup.db'))).toEqual({ kept: null });
    expect(await ask(other, `select nspname from pg_namespace where nspname like 'before%'`)).toEqual([]);
  });

  test('is not empty where somebody else keeps something in it', async () => {
    const url = await emptyPostgres();
    await ask(url, `create table notes as select 'theirs' as words`);
    await made('data.db', 1);
    await backUp(sqlite('data.db'), at('backup.db'));

    await expect(back({ kind: 'postgres', url }, at('backup.db'))).rejects.toMatchObject({ key: 'restore.notEmpty' });

    expect(await ask(url, 'select words from notes')).toEqual([{ words: 'theirs' }]);
  });

  test('is not replaced by what is damaged or no backup, nor while a server has it open', async () => {
    const { db } = await createWorld('postgres');
    const database: Config['database'] = { kind: 'postgres', url: db.location };
    await backUp(database, at('backup.db'));
    writeFileSync(at('text.db'), 'PGDMP, but not a database of ours'.repeat(500));
    writeFileSync(at('half.db'), readFileSync(at('backup.db')).subarray(0, 100_000));

    await expect(back(database, at('text.db'), true)).rejects.toMatchObject({ key: 'restore.notOurs' });
    await expect(back(database, at('half.db'), true)).rejects.toMatchObject({ key: 'restore.damaged' });
    await expect(back(database, at('backup.db'), true)).rejects.toMatchObject({ key: 'restore.inUse' });

    expect(await db.read.$count(db.read.t.sites)).toBe(1);
    expect(readdirSync(folder).toSorted()).toEqual(['backup.db', 'half.db', 'text.db']);
  });

  test('keeps what it had where a row of the backup does not fit', async () => {
    const url = await emptyPostgres();
    const database: Config['database'] = { kind: 'postgres', url };
    await madePostgres(url, 1);
    await backUp(database, at('backup.db'));
    new Sqlite(at('backup.db')).exec(`update sites set key = 's' || char(0)`).close();

    await expect(back(database, at('backup.db'), true)).rejects.toMatchObject({ key: 'move.refused', args: { table: 'sites' } });

    expect(await ask(url, 'select key from sites')).toEqual([{ key: 's0' }]);
    expect(await ask(url, `select nspname from pg_namespace where nspname like 'before%'`)).toEqual([]);
  });

  test('is backed up by the version that serves it alone', async () => {
    const [none, later] = [await emptyPostgres(), await emptyPostgres()];
    await madePostgres(later, 1);
    await ask(later, `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)`);

    await expect(backUp({ kind: 'postgres', url: none }, at('backup.db'))).rejects.toMatchObject({ key: 'backup.otherVersion' });
    await expect(backUp({ kind: 'postgres', url: later }, at('backup.db'))).rejects.toMatchObject({ key: 'backup.otherVersion' });

    expect(readdirSync(folder)).toEqual([]);
  });
});

onBothDatabases((engine) => {
  test.each<Engine>(['sqlite', 'postgres'])(
    'what was one moment while people wrote comes back row by row into %s, numbers and all',
    async (other) => {
      const world = await createWorld(engine);
      const ada = await world.person('ada');
      const first = await ada.post('Le **pont** fermera, dit-on. 🌉');
      await ada.post('Vraiment ?', { parent: first.id });
      const gone = await ada.post('Trop vite.');
      await ada.send('DELETE', `/api/v1/posts/${gone.id}`);
      await backUp(databaseOf(world, engine), at('still.db'));
      const before = await rowsOf(world.db.read);
      const target = await nowhere(other);

      const writing = Promise.all(Array.from({ length: 20 }, (_, i) => ada.post(`Pendant ${i}.`)));
      await backUp(databaseOf(world, engine), at('busy.db'));
      await writing;
      await back(target, at('still.db'));
      const still = await openDatabase(target, 'migrations');
      onTestFinished(() => still.close());
      const busy = openSqlite(at('busy.db'), 'migrations/sqlite');
      onTestFinished(() => busy.close());

      expect(await rowsOf(still.read)).toEqual(before);
      expect(await nextPost(still)).toBe(4);
      await expectThreadTrue(busy, (await world.readThread()).thread.id!);
      expect(statSync(at('still.db')).mode).toBe(0o100600);
    },
  );

  test('a backup of a later version is not taken', async () => {
    const target = await nowhere(engine);
    await made('data.db', 1);
    new Sqlite(at('data.db')).exec(`insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)`).close();
    await backUp(sqlite('data.db'), at('backup.db'));

    await expect(back(target, at('backup.db'))).rejects.toMatchObject({ key: 'restore.newer' });
  });

  test('to another domain: what the pages lead to does too, and words and records stay as they were', async () => {
    const world = await createWorld(engine);
    const [ada, linus] = [await world.person('ada'), await world.person('linus')];
    const picture = await sendMedium(world, ada, await pixels());
    const shown = await ada.post(`Voilà ce que dit @linus sur ${OWN}/t/1 :\n\n![La rue](media:${picture})`);
    await ada.post(`${OWN}/t/1`, { parent: shown.id });
    await ada.post(`Écrire \`href="${OWN}/t/1"\`, puis [lire](${OWN}/t/2).`);
    const guidelinesHtml = `<p><a href="${OWN}/charter">Les règles</a></p>`;
    const space = { siteId: world.site.id, slug: 'ville', name: 'Ville', position: 0, guidelinesHtml };
    await world.db.write(async (tx) => void (await tx.insert(tx.t.spaces).values(space)));
    await backUp(databaseOf(world, engine), at('backup.db'));
    const target = await nowhere(engine);

    const { out, code } = await command(target, [at('backup.db'), '--public-url', 'https://avis.example']);

    expect({ out, code }).toEqual({
      out: `Base rétablie depuis ${at('backup.db')}.\nLe site est désormais à https://avis.example. PUBLIC_URL doit le dire aussi.`,
      code: 0,
    });
    const db = await openDatabase(target, 'migrations');
    onTestFinished(() => db.close());
    const [site] = await db.read.select().from(db.read.t.sites);
    expect(site).toMatchObject({ host: 'avis.example', origins: [ORIGIN] });
    const [post] = await db.read.select().from(db.read.t.posts).orderBy(db.read.t.posts.id);
    expect(hrefsOf(post!.html)).toEqual([
      `https://avis.example/members/${linus.member.uid}`,
      'https://avis.example/t/1',
      `https://avis.example/media/${picture}/960`,
      `https://avis.example/media/${picture}/960`,
      ...[480, 960].map((width) => `https://avis.example/media/${picture}/${width}`),
    ]);
    expect(post!.source).toContain(`${OWN}/t/1`);
    const [quoted] = await db.read.select().from(db.read.t.posts).orderBy(desc(db.read.t.posts.id)).limit(1);
    expect(quoted!.html).toMatch(/<code>href="http:\/\/terrasse\.courrier\.test\/t\/1"<\/code>.*href="https:\/\/avis\.example\/t\/2"/);
    const [ville] = await db.read.select().from(db.read.t.spaces);
    expect(hrefsOf(ville!.guidelinesHtml!)).toEqual(['https://avis.example/charter']);
    const moved = await db.read.select().from(db.read.t.securityLog).where(eq(db.read.t.securityLog.event, 'site.moved'));
    expect(moved).toMatchObject([{ facts: { from: 'terrasse.courrier.test', to: 'avis.example' } }]);
  });

  test('of several sites each is told its address, or none is moved', async () => {
    await made('data.db', 2);
    await backUp(sqlite('data.db'), at('backup.db'));
    const target = await nowhere(engine);
    const to = (...addresses: string[]) => command(target, [at('backup.db'), ...addresses.flatMap((one) => ['--public-url', one])]);

    expect((await to('https://avis.example')).out).toBe(
      'Quel site a la nouvelle adresse\u202f? Il y a\u00a0: s0, s1. Écrivez --public-url CLÉ=ADRESSE pour chacun.',
    );
    expect((await to('s1=https://s0.test')).out).toBe('Deux sites ne peuvent pas avoir le même hôte\u00a0: s0.test.');
    expect((await to('s1=https://avis.example/chemin')).out).toContain('n’est pas l’adresse d’un site');
    expect((await to('s1=https://avis.example')).code).toBe(0);

    const db = await openDatabase(target, 'migrations');
    onTestFinished(() => db.close());
    const { sites } = db.read.t;
    expect(await db.read.select({ key: sites.key, host: sites.host }).from(sites).orderBy(sites.id)).toEqual([
      { key: 's0', host: 's0.test' },
      { key: 's1', host: 'avis.example' },
    ]);
  });

  test('a disk that is full is told, and leaves nothing behind', async () => {
    const world = await createWorld(engine);
    const { url, file } = databaseOf(world, engine) as { url?: string; file?: string };

    // A file may have no more than so many bytes: what a full disk says, said by the system.
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `trap '' XFSZ; ulimit -f 100; exec "$0" server/backup.ts "$1"`, process.execPath, at('backup.db')],
      {
        env: { ...process.env, LANG: 'fr_FR.UTF-8', DATABASE_URL: url ?? `file:${file}` },
        encoding: 'utf8',
      },
    );

    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^L’écriture a échoué, peut-être parce que le disque est plein/) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** The command as somebody types it. */
async function command({ url, file }: { url?: string; file?: string }, args: string[]) {
  const out: string[] = [];
  const line = (text: unknown) => void out.push(String(text));
  const spies = [vi.spyOn(console, 'log').mockImplementation(line), vi.spyOn(console, 'error').mockImplementation(line)];
  process.exitCode = 0;
  await runCommand(
    { argv: ['node', 'restore', ...args], env: { LANG: 'fr_FR.UTF-8', DATABASE_URL: url ?? `file:${file}` } },
    restoreCommand,
  );
  const code = process.exitCode;
  process.exitCode = 0;
  for (const spy of spies) spy.mockRestore();
  return { out: out.join('\n'), code };
}

/** Where nothing is yet. */
const nowhere = async (engine: Engine): Promise<Config['database']> =>
  engine === 'sqlite' ? sqlite('restored.db') : { kind: 'postgres', url: await emptyPostgres() };

/** All addresses that a text leads to or shows. */
const hrefsOf = (html: string) => Array.from(html.matchAll(/https?:[^\s"<]+(?=["\s])/g), ([address]) => address);

/** The number that the next post has: taken and given up again. */
async function nextPost(db: Database): Promise<number> {
  const [like] = await db.read.select().from(db.read.t.posts).orderBy(db.read.t.posts.id).limit(1);
  const { id: _, ...row } = like!;
  return db.write(async (tx) => {
    const [made] = await tx
      .insert(tx.t.posts)
      .values({ ...row, uid: 'next', clientId: 'next' })
      .returning({ id: tx.t.posts.id });
    return made!.id;
  });
}

const pixels = () =>
  sharp({ create: { width: 960, height: 600, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();

async function made(name: string, sites: number) {
  const db = openSqlite(at(name), 'migrations/sqlite');
  for (let i = 0; i < sites; i++) await addSite(db, i);
  await db.close();
}

const addSite = (db: Database, i: number) =>
  db.write(async (tx) => {
    await tx.insert(tx.t.sites).values({ key: `s${i}`, host: `s${i}.test`, origins: [], settings: {} as never, createdAt: NOW });
  });

async function madePostgres(url: string, sites: number) {
  const db = await openPostgres(url, 'migrations/postgres');
  const there = await db.read.$count(db.read.t.sites);
  for (let i = 0; i < sites; i++) await addSite(db, there + i);
  await db.close();
}

/** The migrations of a next version, which has one more. */
function tomorrow(statements: string): string {
  const copy = at('migrations');
  cpSync('migrations/postgres', copy, { recursive: true });
  const journal = JSON.parse(readFileSync(join(copy, 'meta/_journal.json'), 'utf8')) as { entries: object[] };
  journal.entries.push({ idx: journal.entries.length, version: '7', when: 9_999_999_999_999, tag: 'tomorrow', breakpoints: true });
  writeFileSync(join(copy, 'meta/_journal.json'), JSON.stringify(journal));
  writeFileSync(join(copy, 'tomorrow.sql'), statements);
  return copy;
}

/** A database of its own that nobody has open, and nothing in it. */
async function emptyPostgres(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `backup_${process.pid}_${databases++}`;
  await ask(`${server}/postgres`, `create database ${name}`);
  onTestFinished(() => ask(`${server}/postgres`, `drop database ${name} with (force)`).then(() => {}));
  return `${server}/${name}`;
}
let databases = 0;

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

function sitesOf(name: string): number {
  const db = new Sqlite(at(name), { readonly: true });
  try {
    return db.prepare('select count(*) from sites').pluck().get() as number;
  } finally {
    db.close();
  }
}
