import { planMove } from '../db/plan.ts';
import { CommandProblem } from '../ops/command.ts';
import { bring, type Pair } from './walk.ts';

/** All of a database that nobody changes meanwhile into an empty one; then every row is read once more on both sides. */
export async function bringWhole(from: Pair['from'], to: Pair['to']) {
  const pair = { from, to, live: false };
  for (const table of planMove()) await bring(pair, table);
  for (const table of planMove()) {
    const { changed } = await bring(pair, table);
    if (changed > 0) throw new CommandProblem('copy.differs', { table: table.stored, rows: changed });
  }
}
