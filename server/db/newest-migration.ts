import { readMigrationFiles } from 'drizzle-orm/migrator';

/** When the last of a folder's migrations was made, which databases remember. */
export const newestMigrationIn = (migrationsFolder: string) => readMigrationFiles({ migrationsFolder }).at(-1)!.folderMillis;
