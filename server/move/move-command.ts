import { once } from 'node:events';
import { readConfig, type Config } from '../config.ts';
import { CommandProblem, readArgs, type Terminal } from '../ops/command.ts';
import { openEnd } from './ends.ts';
import { copy, finish } from './move.ts';

const options = { from: { type: 'string' }, to: { type: 'string' }, copy: { type: 'boolean' } } as const;

/** `move -- --from sqlite:FILE --to postgres://… [--copy]`, either way. With `--copy` nobody is kept from writing, and nothing is finished. */
export async function moveCommand(terminal: Terminal) {
  const { values } = readArgs(terminal, 'move.usage', { options, count: 0 });
  const [source, target] = [databaseAt(values.from), databaseAt(values.to)];
  if (JSON.stringify(source) === JSON.stringify(target)) throw new CommandProblem('move.same');
  const from = await openEnd(source, { isNew: false });
  try {
    const to = await openEnd(target, { isNew: true });
    try {
      const copied = await copy({ from, to }, (table, { rows, changed }) => terminal.tell('move.table', { table, rows, changed }));
      terminal.print('move.copied', copied);
      if (values.copy) return;
      process.stdin.resume(); // an Enter pressed too early is none
      const { release, ...moved } = await finish({ from, to });
      terminal.print('move.done', { ...moved, seconds: Math.ceil(moved.heldMs / 1000) });
      terminal.print('move.held');
      await toldToEnd();
      await release();
    } finally {
      process.stdin.destroy();
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function databaseAt(address = ''): Config['database'] {
  if (!/^(?:sqlite|file|postgres(?:ql)?):./.test(address)) throw new CommandProblem('move.usage');
  const DATABASE_URL = address.replace(/^sqlite:/, 'file:');
  return readConfig({ DATABASE_URL, SECRET: 'only the database is needed: no secret' }).database;
}

/** Somebody presses Enter, or a signal says so. */
async function toldToEnd() {
  const signals = ['SIGINT', 'SIGTERM'].map((signal) => once(process, signal));
  await Promise.race([once(process.stdin, 'data'), ...signals]);
}
