import { chmodSync, chownSync, existsSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { CommandProblem } from './command.ts';
import type { Restored } from './restore.ts';
import { codeOf, syncFile } from './sqlite-copy.ts';

/** Puts a file in the place of a database; what was there is called `kept` from then on. */
export function replaceSqlite(target: string, fresh: string, { force, kept }: { force: boolean; kept: string }): Restored {
  const present = existsSync(target) ? holdAlone(target) : null;
  try {
    if (present && !present.empty && !force) throw new CommandProblem('restore.notEmpty');
    if (present) {
      keepOwner(target, fresh);
      // A journal of the old database beside the new one would be replayed into it.
      for (const part of ['', '-wal', '-shm']) if (existsSync(target + part)) renameSync(target + part, kept + part);
    }
    renameSync(fresh, target);
    syncFile(dirname(resolve(target)));
    return { kept: present && kept };
  } finally {
    present?.release();
  }
}

/**
 * Nobody opens this database until it is released. Leaving WAL asks for the file alone: it is refused while anybody
 * has it open, reading or not, and puts all of it into one file. One that can't be read can't be in use either.
 */
function holdAlone(file: string): { empty: boolean; release(): void } {
  const unreadable = { empty: false, release() {} };
  // Opened for writing, a file that is no database loses its journal, which may be all that can be saved of it.
  if (!isReadable(file)) return unreadable;
  const db = new Sqlite(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = delete');
    db.exec('begin exclusive');
    return { empty: isEmpty(db), release: () => void db.close() };
  } catch (error) {
    db.close();
    if (codeOf(error) === 'SQLITE_BUSY') throw new CommandProblem('restore.inUse');
    return unreadable;
  }
}

function isReadable(file: string): boolean {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare('select count(*) from sqlite_schema').pluck().get() !== undefined;
  } catch (error) {
    if (codeOf(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}

/** A server that was only ever started leaves tables, and nothing in them. */
function isEmpty(db: Sqlite.Database): boolean {
  const tables = db
    .prepare(`select name from sqlite_schema where type = 'table' and name in ('sites', 'accounts', 'posts')`)
    .pluck()
    .all() as string[];
  return tables.every((name) => db.prepare(`select not exists (select 1 from ${name})`).pluck().get() === 1);
}

function keepOwner(from: string, to: string) {
  const { mode, uid, gid } = statSync(from);
  chmodSync(to, mode);
  chownSync(to, uid, gid);
}
