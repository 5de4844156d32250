// What is read and written of a database beside its tables: who may write, where its numbers are, whether a move has begun there.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Database as Sqlite } from 'better-sqlite3';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openExisting } from '../ops/open-existing.ts';
import { numbersOfPostgres, numbersOfSqlite, type Numbers } from './numbers.ts';

export type End = {
  db: Database;
  /** From now on nobody writes, until what it resolves with is called. Readers go on. */
  hold(): Promise<() => Promise<void>>;
  numbers: Numbers;
  /** A move has begun to write here, and not ended. */
  isBegun(): Promise<boolean>;
  begin(): Promise<void>;
  end(): Promise<void>;
  close(): Promise<void>;
};

const MARK = 'terrasse_move';
/** What Postgres calls our own connections. */
const NAME = 'terrasse move';
/** Milliseconds between two tries to have the pen. */
const AGAIN_MS = 20;

/** `isNew`: it may have to be made. */
export async function openEnd(database: Config['database'], { isNew }: { isNew: boolean }): Promise<End> {
  return database.kind === 'sqlite' ? openSqliteEnd(database, isNew) : openPostgresEnd(database);
}

async function openSqliteEnd(database: Extract<Config['database'], { kind: 'sqlite' }>, isNew: boolean): Promise<End> {
  const { default: Sqlite } = await import('better-sqlite3');
  if (isNew && !existsSync(database.file)) new Sqlite(database.file).close();
  const db = await openExisting(database);
  const raw = new Sqlite(database.file, { timeout: 0 });
  return {
    db,
    hold: async () => {
      while (!took(raw)) await setTimeout(AGAIN_MS);
      return async () => void raw.exec('rollback');
    },
    numbers: numbersOfSqlite(raw),
    isBegun: async () => raw.prepare('select 1 from sqlite_schema where name = ?').get(MARK) !== undefined,
    begin: async () => void raw.exec(`create table if not exists ${MARK} (n integer)`),
    end: async () => void raw.exec(`drop table ${MARK}`),
    close: async () => {
      raw.close();
      await db.close();
    },
  };
}

function took(raw: Sqlite): boolean {
  try {
    raw.exec('begin immediate');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    return false;
  }
}

async function openPostgresEnd(database: Extract<Config['database'], { kind: 'postgres' }>): Promise<End> {
  const { default: pg } = await import('pg');
  const url = new URL(database.url);
  url.searchParams.set('application_name', NAME);
  const client = new pg.Client({ connectionString: url.href, keepAlive: true });
  await client.connect();
  // Of a move that was killed while it held the pen.
  await client.query('set default_transaction_read_only = off');
  const { rows } = await client.query<{ name: string; held: boolean }>(
    `select quote_ident(current_database()) as name, exists (
       select 1 from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
       where d.datname = current_database() and s.setrole = 0 and 'default_transaction_read_only=on' = any (s.setconfig)) as held`,
  );
  const { name, held } = rows[0]!;
  const letWrite = () => client.query(`alter database ${name} reset default_transaction_read_only`);
  const release = async () => {
    await letWrite();
    await endOthers();
  };
  // Who is connected is held to what was said when they came: they come again.
  const endOthers = () =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = current_user and application_name <> '${NAME}' and backend_type = 'client backend'`,
    );
  if (held) await release();
  const db = await openExisting({ kind: 'postgres', url: url.href });
  return {
    db,
    hold: async () => {
      await client.query(`alter database ${name} set default_transaction_read_only = on`);
      await endOthers().catch(async (error: unknown) => {
        await letWrite();
        throw error;
      });
      return release;
    },
    numbers: numbersOfPostgres(async (text, values) => (await client.query(text, values)).rows),
    isBegun: async () => (await client.query('select to_regclass($1) as mark', [MARK])).rows[0].mark !== null,
    begin: async () => void (await client.query(`create table if not exists ${MARK} (n integer)`)),
    end: async () => void (await client.query(`drop table ${MARK}`)),
    close: async () => {
      await client.end();
      await db.close();
    },
  };
}
