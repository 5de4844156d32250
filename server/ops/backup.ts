import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { CommandProblem } from './command.ts';
import { copySqlite, damageOf, syncFile } from './sqlite-copy.ts';

/** Copies the whole database to a new file while the service runs, checks the copy, and only then gives it its name. */
export async function backUp(database: Config['database'], file: string): Promise<{ bytes: number }> {
  if (existsSync(file)) throw new CommandProblem('backup.exists', { file });
  const folder = dirname(resolve(file));
  const partial = `${file}.partial`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    if (database.kind === 'sqlite') await copyFile(database.file, partial);
    else await (await import('./backup-postgres.ts')).copyPostgres(database.url, partial);
    const detail = damageOf(partial);
    if (detail !== null) throw new CommandProblem('backup.damaged', { detail });
    renameSync(partial, file);
  } finally {
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(partial + part, { force: true });
  }
  syncFile(folder);
  return { bytes: statSync(file).size };
}

async function copyFile(from: string, to: string) {
  if (!existsSync(from)) throw new CommandProblem('database.missing', { file: from });
  await copySqlite(from, to, { readonly: false });
}
