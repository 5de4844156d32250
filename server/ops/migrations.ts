import { join } from 'node:path';
import type { Dialect } from '../db/database.ts';
import { newestMigrationIn } from '../db/newest-migration.ts';
import { installationFolder } from './root.ts';

export const migrationsFolder = (engine: Dialect['name']) => join(installationFolder(), 'migrations', engine);

/** This version knows no later one. */
export const newestMigration = (engine: Dialect['name']) => newestMigrationIn(migrationsFolder(engine));
