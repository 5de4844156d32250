import { existsSync } from 'node:fs';
import { CommandProblem, databaseOf, readArgs, type Terminal } from '../ops/command.ts';
import { openExisting } from '../ops/open-existing.ts';
import { readHeads } from './read-heads.ts';
import { verifyLog } from './verify-log.ts';

/** `verify-log [-- --heads JOURNAL]` */
export async function verifyLogCommand(terminal: Terminal) {
  const { values } = readArgs(terminal, 'verify.usage', { options: { heads: { type: 'string' } }, count: 0 });
  const { heads } = values;
  if (heads !== undefined && !existsSync(heads)) throw new CommandProblem('file.missing', { file: heads });
  const db = await openExisting(databaseOf(terminal));
  try {
    const { cases, entries, erased, faults } = await verifyLog(db.read, heads === undefined ? new Map() : await readHeads(heads));
    terminal.print('verify.read', { cases, entries, erased });
    for (const { case: uid, n, kind } of faults) terminal.print('verify.fault', { case: uid, n, kind });
    if (faults.length > 0) throw new CommandProblem('verify.broken', { n: faults.length });
    terminal.print(heads === undefined ? 'verify.wholeHere' : 'verify.whole');
  } finally {
    await db.close();
  }
}
