import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

/** As many pages a step as there are: a copy in small steps starts over whenever somebody writes. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies a database, also one in use, to a new file that stands alone: no journal beside it, on disk, readable by its
 * owner only. Throws SQLite's error where the source is damaged or none. One that may be written to is left without a
 * journal where nobody else has it open: whoever only reads can't clear away what reading makes.
 */
export async function copySqlite(from: string, to: string, { readonly }: { readonly: boolean }): Promise<void> {
  rmSync(to, { force: true });
  closeSync(openSync(to, 'wx', 0o600));
  const source = new Sqlite(from, { readonly, fileMustExist: true });
  try {
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  standAlone(to);
}

/** Leaves all of a database in one file, on disk. */
export function standAlone(file: string) {
  const db = new Sqlite(file);
  db.pragma('journal_mode = delete');
  db.close();
  syncFile(file);
}

/** What is wrong with a database file; null where nothing is. */
export function damageOf(file: string): string | null {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const found = db.pragma('integrity_check(1)', { simple: true }) as string;
    return found === 'ok' ? null : found;
  } finally {
    db.close();
  }
}

export function syncFile(file: string) {
  const handle = openSync(file, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

export const codeOf = (error: unknown) => (error instanceof Sqlite.SqliteError ? error.code : undefined);
