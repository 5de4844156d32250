import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { CommandProblem } from './command.ts';
import { restorePostgres } from './restore-postgres.ts';
import { restoreSqlite } from './restore-sqlite.ts';

export type Restored = {
  /** Where what was there before is kept; null where there was nothing. */
  kept: string | null;
};

/**
 * Puts a backup in the place of the database. Refuses a file that is damaged or not ours, a database that a server has
 * open, and one that is not empty unless `force`; then what was there is kept beside.
 */
export async function restore(database: Config['database'], file: string, options: { force: boolean; now: Date }): Promise<Restored> {
  if (!existsSync(file)) throw new CommandProblem('file.missing', { file });
  const before = `.before-restore-${options.now.toISOString().replaceAll(':', '-').slice(0, 19)}`;
  if (database.kind === 'postgres') return restorePostgres(database.url, file, { force: options.force, before });
  mkdirSync(dirname(resolve(database.file)), { recursive: true, mode: 0o700 });
  return restoreSqlite(database.file, file, { force: options.force, before });
}
