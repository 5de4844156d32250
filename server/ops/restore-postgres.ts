import { inOneTransaction, type Whole } from '../db/postgres.ts';
import Sqlite from 'better-sqlite3';
import { getTableName, type Table } from 'drizzle-orm';
import { escapeIdentifier } from 'pg';
import { postgres } from '../db/columns.ts';
import { tables } from '../db/tables.ts';
import { openSqlite } from '../db/sqlite.ts';
import { bringWhole } from '../move/bring-whole.ts';
import { bringNumbers, numbersOfPostgres, numbersOfSqlite } from '../move/numbers.ts';
import { CommandProblem } from './command.ts';
import { migrationsFolder } from './migrations.ts';
import type { Restored } from './restore.ts';

/** Puts all that a SQLite file of ours holds into a Postgres, at once or not at all; what was there goes to the schema `kept`. */
export function fillPostgres(url: string, file: string, { force, kept }: { force: boolean; kept: string }): Promise<Restored> {
  return inOneTransaction(url, { isolationLevel: 'read committed' }, async (to) => {
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
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and coalesce(backend_type, 'client backend') = 'client backend'`, // null where another role's are not ours to see
  );
  if (others.length > 0) throw new CommandProblem('restore.inUse');
}

/** All that is nobody's extension. */
const TABLES = `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and (n.nspname = 'public' or (n.nspname, c.relname) = ('drizzle', '__drizzle_migrations'))
    and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

const OURS = new Set(Object.values(tables(postgres)).map((table) => getTableName(table as unknown as Table)));

/** Those that hold something once anybody has used the service. */
const USED = ['sites', 'accounts', 'posts'];

/** A server that was only ever started leaves tables, and in them nothing that anybody said. What is not ours is empty without a row alone. */
async function isEmpty(db: Whole): Promise<boolean> {
  const names = (await db.query<{ schema: string; name: string }>(TABLES)).flatMap(({ schema, name }) => (schema === 'public' ? name : []));
  const started = USED.every((name) => names.includes(name));
  for (const name of names) {
    if (started && OURS.has(name) && !USED.includes(name)) continue;
    if ((await db.query(`select 1 from public.${escapeIdentifier(name)} limit 1`)).length > 0) return false;
  }
  return true;
}

/** Of whatever version it is: nothing of it is read. Not the schema `public` itself, which may be another's. */
const setAside = (db: Whole, schema: string) =>
  db.query(`
    create schema ${schema};
    do $$ declare found record; begin
      for found in ${TABLES}
      loop execute format('alter table %I.%I set schema ${schema}', found.schema, found.name); end loop;
    end $$`);
