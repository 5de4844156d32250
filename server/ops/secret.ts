import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { newSecret } from '../ids.ts';

/** Without SECRET: one is made at the first start and kept beside the database, readable by its owner only. */
export function keepSecret(database: Config['database']): string {
  if (database.kind !== 'sqlite') throw new Error('SECRET is required with Postgres');
  const file = join(dirname(database.file), 'secret');
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8');
}
