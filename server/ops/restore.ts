import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { openSqlite } from '../db/sqlite.ts';
import { changeAddresses, type NewAddress } from '../sites/change-addresses.ts';
import { CommandProblem } from './command.ts';
import { migrationsFolder } from './migrations.ts';
import { copyOurs } from './copy-ours.ts';
import { replaceSqlite } from './restore-sqlite.ts';
import { standAlone } from './sqlite-copy.ts';

export type Restored = {
  /** Where what was there before is kept; null where there was nothing. */
  kept: string | null;
};

type Options = {
  force: boolean;
  now: Date;
  /** Where sites are from now on, if elsewhere. */
  addresses?: NewAddress[];
};

/**
 * Puts a backup in the place of the database, whichever of the two it was made of. Refuses a file that is damaged, not ours or of a
 * later version, a database that a server has open, and one that is not empty unless `force`; then what was there is kept.
 */
export async function restore(database: Config['database'], file: string, { force, now, addresses = [] }: Options): Promise<Restored> {
  if (!existsSync(file)) throw new CommandProblem('file.missing', { file });
  const before = now.toISOString().replaceAll(':', '-').slice(0, 19);
  // A SQLite file takes the place of another in one step where both are on one disk.
  const near = database.kind === 'sqlite' ? dirname(resolve(database.file)) : tmpdir();
  mkdirSync(near, { recursive: true, mode: 0o700 });
  const room = mkdtempSync(join(near, '.terrasse-restoring-'));
  const fresh = join(room, 'fresh.db');
  try {
    await copyOurs(file, fresh);
    await bringUp(fresh, addresses, now);
    if (database.kind === 'sqlite')
      return replaceSqlite(database.file, fresh, { force, kept: `${database.file}.before-restore-${before}` });
    const { fillPostgres } = await import('./restore-postgres.ts');
    return await fillPostgres(database.url, fresh, { force, kept: `before_restore_${before.replaceAll(/\W/g, '_').toLowerCase()}` });
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** To this version, and to where it will be. */
async function bringUp(file: string, addresses: NewAddress[], now: Date) {
  const db = openSqlite(file, migrationsFolder('sqlite'));
  try {
    await changeAddresses(db, addresses, now);
  } finally {
    await db.close();
  }
  standAlone(file);
}
