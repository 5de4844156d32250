import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Dialect } from '../db/database.ts';
import { installationFolder } from './root.ts';

export const migrationsFolder = (engine: Dialect['name']) => join(installationFolder(), 'migrations', engine);

/** When the last of them was made, which databases remember: this version knows no later one. */
export const newestMigration = (engine: Dialect['name']) =>
  readMigrationFiles({ migrationsFolder: migrationsFolder(engine) }).at(-1)!.folderMillis;
