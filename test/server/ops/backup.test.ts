import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { backUp } from '#server/ops/backup.ts';
import { restore } from '#server/ops/restore.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld } from '../../support/world.ts';

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
  test('is copied whole while people write, to one file that only its owner reads', async () => {
    const world = await createWorld('sqlite');
    const ada = await world.person('ada');
    await ada.post('Avant la sauvegarde.');
    const writing = Promise.all(Array.from({ length: 20 }, (_, i) => ada.post(`Pendant ${i}.`)));

    const { bytes } = await backUp({ kind: 'sqlite', file: world.db.location }, at('deep/backup.db'));
    await writing;

    expect(readdirSync(at('deep'))).toEqual(['backup.db']);
    expect(statSync(at('deep/backup.db'))).toMatchObject({ size: bytes, mode: 0o100600 });
    await back(sqlite('restored.db'), at('deep/backup.db'));
    const restored = openSqlite(at('restored.db'), 'migrations/sqlite');
    await expectThreadTrue(restored, (await world.readThread()).thread.id!);
    expect(await restored.read.$count(restored.read.t.posts)).toBeGreaterThanOrEqual(1);
    await restored.close();
  });

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
  test.skipIf(!toolsFit())('is dumped, and comes back over what was there since, which is kept', async () => {
    const url = await emptyPostgres();
    const database: Config['database'] = { kind: 'postgres', url };
    const first = await openPostgres(url, 'migrations/postgres');
    await addSite(first, 0);
    await first.close();
    await backUp(database, at('backup.dump'));
    const later = await openPostgres(url, 'migrations/postgres');
    await addSite(later, 1);
    await later.close();

    await expect(back(database, at('backup.dump'))).rejects.toMatchObject({ key: 'restore.notEmpty' });
    const { kept } = await back(database, at('backup.dump'), true);

    const restored = await openPostgres(url, 'migrations/postgres');
    expect(await restored.read.$count(restored.read.t.sites)).toBe(1);
    await restored.close();
    expect(existsSync(kept!)).toBe(true);
  });

  test.skipIf(toolsFit())('is refused in clear words where its tools are missing or older than the server', async () => {
    const database: Config['database'] = { kind: 'postgres', url: `${inject('postgresUrl')}/template_terrasse` };

    await expect(backUp(database, at('backup.dump'))).rejects.toMatchObject({
      key: expect.stringMatching(/^tool\.(missing|failed)$/) as string,
    });

    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not replaced by what is no dump, nor while a server has it open', async () => {
    const { db } = await createWorld('postgres');
    const database: Config['database'] = { kind: 'postgres', url: db.location };
    writeFileSync(at('text.dump'), 'not a dump');
    writeFileSync(at('looks.dump'), 'PGDMP but no more');

    await expect(back(database, at('text.dump'), true)).rejects.toMatchObject({ key: 'restore.notOurs' });
    await expect(back(database, at('looks.dump'), true)).rejects.toMatchObject({ key: 'restore.inUse' });
  });
});

/** Postgres's tools refuse a server newer than themselves; the tests' is 17. */
function toolsFit(): boolean {
  const { stdout } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= 17;
}

async function made(name: string, sites: number) {
  const db = openSqlite(at(name), 'migrations/sqlite');
  for (let i = 0; i < sites; i++) await addSite(db, i);
  await db.close();
}

const addSite = (db: Database, i: number) =>
  db.write(async (tx) => {
    await tx.insert(tx.t.sites).values({ key: `s${i}`, host: `s${i}.test`, origins: [], settings: {} as never, createdAt: NOW });
  });

/** A database of its own that nobody has open. */
async function emptyPostgres(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `backup_${process.pid}`;
  const say = async (statement: string) => {
    const client = new pg.Client(`${server}/postgres`);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await say(`create database ${name}`);
  onTestFinished(() => say(`drop database ${name} with (force)`));
  return `${server}/${name}`;
}

function sitesOf(name: string): number {
  const db = new Sqlite(at(name), { readonly: true });
  try {
    return db.prepare('select count(*) from sites').pluck().get() as number;
  } finally {
    db.close();
  }
}
