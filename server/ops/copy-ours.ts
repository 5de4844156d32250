import Sqlite from 'better-sqlite3';
import { CommandProblem } from './command.ts';
import { newestMigration } from './migrations.ts';
import { codeOf, copySqlite, damageOf } from './sqlite-copy.ts';

/** A backup to a file that may be written to. Refuses one that is damaged, not ours, or of a version that this one does not know. */
export async function copyOurs(file: string, to: string) {
  try {
    await copySqlite(file, to, { readonly: true });
    const detail = damageOf(to);
    if (detail !== null) throw new CommandProblem('restore.damaged', { file, detail });
    const last = lastMigration(to);
    if (last === null) throw new CommandProblem('restore.notOurs', { file });
    if (last > newestMigration('sqlite')) throw new CommandProblem('restore.newer', { file });
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB') throw new CommandProblem('restore.notOurs', { file });
    if (codeOf(error)?.startsWith('SQLITE_CORRUPT'))
      throw new CommandProblem('restore.damaged', { file, detail: (error as Error).message });
    throw error;
  }
}

/** null where it is no database of ours. */
function lastMigration(file: string): number | null {
  const db = new Sqlite(file, { readonly: true });
  try {
    const ours = db.prepare(`select count(*) from sqlite_schema where name in ('sites', 'posts', '__drizzle_migrations')`).pluck().get();
    return ours === 3 ? (db.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null) : null;
  } finally {
    db.close();
  }
}
