import { databaseOf, readArgs, type Terminal } from './command.ts';
import { restore } from './restore.ts';

/** `restore -- FILE [--force]` */
export async function restoreCommand(terminal: Terminal) {
  const { positionals, values } = readArgs(terminal, 'restore.usage', { options: { force: { type: 'boolean' } }, count: 1 });
  const [file] = positionals as [string];
  const { kept } = await restore(databaseOf(terminal), file, { force: values.force ?? false, now: new Date() });
  if (kept) terminal.print('restore.kept', { file: kept });
  terminal.print('restore.done', { file });
}
