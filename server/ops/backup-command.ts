import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backUp } from './backup.ts';
import { databaseOf, readArgs, type Terminal } from './command.ts';

/** `backup -- FILE` */
export async function backupCommand(terminal: Terminal) {
  const [file] = readArgs(terminal, 'backup.usage', { options: {}, count: 1 }).positionals as [string];
  const database = databaseOf(terminal);
  terminal.print('backup.done', { file, ...(await backUp(database, file)) });
  const secret = database.kind === 'sqlite' ? join(dirname(database.file), 'secret') : '';
  if (existsSync(secret)) terminal.print('backup.secret', { secret });
}
