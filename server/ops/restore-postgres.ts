import { inOneTransaction, type Whole } from '../db/postgres.ts';
import Sqlite from 'better-sqlite3';
import { openSqlite } from '../db/sqlite.ts';
import { bringWhole } from '../move/bring-whole.ts';
import { bringNumbers, numbersOfPostgres, numbersOfSqlite } from '../move/numbers.ts';
import { CommandProblem } from './command.ts';
import { migrationsFolder } from './migrations.ts';
import type { Restored } from './restore.ts';

/** Puts all that a SQLite file of ours holds into a Postgres, at once or not at all; what was there goes to the schema `kept`. */
export function fillPostgres(url: string, file: string, { force, kept }: { force: boolean; kept: string }): Promise<Restored> {
  return inOneTransaction(url, { isolationLevel: 'read committed' }, async (to) => {
    await to.holdOff();
    await refuseInUse(to);
    const empty = await isEmpty(to);
    if (!empty && !force) throw new CommandProblem('restore.notEmpty');
    await setAside(to, kept);
    if (empty) await to.query(`drop schema ${kept} cascade`);
    await to.migrate(migrationsFolder('postgres'));
    const from = openSqlite(file, migrationsFolder('sqlite'));
    const raw = new Sqlite(file, { readonly: true });
    try {
      await bringWhole(from, to);
      await bringNumbers(numbersOfSqlite(raw), numbersOfPostgres(to.query));
    } finally {
      raw.close();
      await from.close();
    }
    return { kept: empty ? null : kept };
  });
}

async function refuseInUse(db: Whole) {
  const others = await db.query(
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  if (others.length > 0) throw new CommandProblem('restore.inUse');
}

/** A server that was only ever started leaves tables, and nothing in them. */
async function isEmpty(db: Whole): Promise<boolean> {
  const tables = await db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename in ('sites', 'accounts', 'posts')`,
  );
  for (const { name } of tables) if ((await db.query(`select 1 from public.${name} limit 1`)).length > 0) return false;
  return true;
}

/** Of whatever version it is: nothing of it is read. Not the schema `public` itself, which may be another's. */
const setAside = (db: Whole, schema: string) =>
  db.query(`
    create schema ${schema};
    do $$ declare found record; begin
      for found in select schemaname, tablename from pg_tables where schemaname = 'public' or (schemaname, tablename) = ('drizzle', '__drizzle_migrations')
      loop execute format('alter table %I.%I set schema ${schema}', found.schemaname, found.tablename); end loop;
    end $$`);
