import { closeSync, openSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { inOneTransaction, type Whole } from '../db/postgres.ts';
import { openSqlite } from '../db/sqlite.ts';
import { bringWhole } from '../move/bring-whole.ts';
import { planMove } from '../db/plan.ts';
import { bringNumbers, numbersOfPostgres, numbersOfSqlite } from '../move/numbers.ts';
import { CommandProblem } from './command.ts';
import { migrationsFolder, newestMigration } from './migrations.ts';
import { standAlone } from './sqlite-copy.ts';

/** What a Postgres holds at one moment, as a SQLite file of ours, while people write; each row is read again on both sides. */
export async function copyPostgres(url: string, file: string) {
  rmSync(file, { force: true });
  closeSync(openSync(file, 'wx', 0o600));
  await inOneTransaction(url, { isolationLevel: 'repeatable read', accessMode: 'read only' }, async (from) => {
    await keepAsItIs(from);
    const to = openSqlite(file, migrationsFolder('sqlite'));
    try {
      await bringWhole(from, to);
    } finally {
      await to.close();
    }
    const raw = new Sqlite(file);
    await bringNumbers(numbersOfPostgres(from.query), numbersOfSqlite(raw));
    raw.close();
  });
  standAlone(file);
}

/**
 * Nobody changes the tables until this is read; as pg_dump does, all are locked before the first is read, for what waits to change one
 * would keep us from it. Refuses a database that has other tables than this version knows.
 */
async function keepAsItIs(db: Whole) {
  try {
    await db.query('lock table drizzle.__drizzle_migrations in share mode');
  } catch (error) {
    if (['42P01', '3F000'].includes((error as { code?: string }).code ?? '')) throw new CommandProblem('backup.otherVersion');
    throw error;
  }
  const [row] = await db.query<{ at: number | null }>('select max(created_at) as at from drizzle.__drizzle_migrations');
  if (row!.at !== newestMigration('postgres')) throw new CommandProblem('backup.otherVersion');
  const names = planMove().map(({ stored }) => `"${stored}"`);
  await db.query(`lock table ${names.join(', ')} in access share mode`);
  await db.letMigrate();
}
