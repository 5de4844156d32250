import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { CommandProblem } from './command.ts';
import { installationFolder } from './root.ts';

/** The database of a command: a mistyped address must not make a new, empty one. */
export async function openExisting(database: Config['database']) {
  if (database.kind === 'sqlite' && !existsSync(database.file)) throw new CommandProblem('database.missing', { file: database.file });
  return openDatabase(database, join(installationFolder(), 'migrations'));
}
