import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from './database.ts';

/** Opens and migrates whichever engine the settings name; the other's driver is never loaded. */
export async function openDatabase(database: Config['database'], migrations: string): Promise<Database> {
  if (database.kind === 'sqlite') return (await import('./sqlite.ts')).openSqlite(database.file, join(migrations, 'sqlite'));
  return (await import('./postgres.ts')).openPostgres(database.url, join(migrations, 'postgres'));
}
