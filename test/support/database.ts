import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { openSqlite } from '#server/db/sqlite.ts';

export type Engine = 'sqlite' | 'postgres';

/** The same suite, once on each engine. */
export function onBothDatabases(suite: (engine: Engine) => void) {
  describe.each<Engine>(['sqlite', 'postgres'])('on %s', suite);
}

/** A worker opens the very database of its test. */
export function forWorkers({ db, deps: { config } }: { db: Database; deps: { config: Pick<Config, 'database'> } }, engine: Engine) {
  const { location } = db as unknown as { location: string };
  config.database = engine === 'sqlite' ? { kind: 'sqlite', file: location } : { kind: 'postgres', url: location };
}

/** As another process has the database of a test open. */
export async function openOther(engine: Engine, location: string): Promise<Database> {
  return engine === 'sqlite' ? openSqlite(location, 'migrations/sqlite') : openPostgres(location, 'migrations/postgres');
}

/** A fresh, migrated database of a test's own. `close` also removes it. */
export async function freshDatabase(engine: Engine): Promise<Database & { location: string }> {
  return engine === 'sqlite' ? freshSqlite() : freshPostgres();
}

function freshSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-'));
  const location = join(folder, 'test.db');
  copyFileSync(inject('sqliteTemplate'), location);
  const db = openSqlite(location, 'migrations/sqlite');
  return {
    ...db,
    location,
    close: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One that another test has left, emptied; a new one costs half a second, most of it files for each table and index. */
async function freshPostgres() {
  const url = inject('postgresUrl');
  const name = (await takeSpare(url)) ?? (await createFrom(url));
  const location = `${url}/${name}`;
  const db = await openPostgres(location, 'migrations/postgres', 8);
  return {
    ...db,
    location,
    close: async () => {
      await db.close();
      await empty(location);
      await onServer(url, `insert into spare values ('${name}')`);
    },
  };
}

async function takeSpare(url: string): Promise<string | undefined> {
  const rows = await onServer(url, 'delete from spare where name = (select name from spare limit 1 for update skip locked) returning name');
  return (rows as { name: string }[])[0]?.name;
}

async function createFrom(url: string): Promise<string> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  // Two copies of one template at once are refused: they queue here.
  await onServer(url, 'select pg_advisory_lock(1)', `create database ${name} template template_terrasse`, 'select pg_advisory_unlock(1)');
  return name;
}

/** All rows of all tables, whatever they refer to, once nobody writes any more; ids begin at 1 again. Truncating would make each file anew. */
const EMPTY = `
  select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  set session_replication_role = replica;
  do $$ declare name regclass; begin
    for name in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    loop execute format('delete from %s', name); end loop;
    for name in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
    loop perform setval(name, 1, false); end loop;
  end $$`;

async function empty(location: string) {
  const client = new pg.Client(location);
  await client.connect();
  await client.query(EMPTY);
  await client.end();
}

/** One connection a file, kept: opening one costs Postgres a process. */
let server: Promise<pg.Client> | undefined;

/** Resolves with the rows of the last. */
async function onServer(url: string, ...statements: string[]): Promise<unknown[]> {
  server ??= connectTo(`${url}/postgres`);
  const client = await server;
  let rows: unknown[] = [];
  for (const statement of statements) ({ rows } = await client.query(statement));
  return rows;
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}
