import type { Reader } from '../db/database.ts';
import { CommandProblem } from '../ops/command.ts';
import type { End } from './ends.ts';
import { planMove, type Planned } from '../db/plan.ts';
import { bringNumbers } from './numbers.ts';
import { bring, removeGone, type Pair, type Walked } from './walk.ts';

export type Moved = {
  tables: number;
  rows: number;
  /** Milliseconds for which nobody could write so far. */
  heldMs: number;
  /** The source may be written to again: by nobody, if all went well. */
  release(): Promise<void>;
};

type Ends = { from: End; to: End };
/** Told of each table of which something was written. */
type OnTable = (table: string, walked: Walked) => void | Promise<void>;

/**
 * All of one database into another, of the same kind or not, while a service has the first: what has been brought already is
 * passed over. Refuses a target that holds what no move brought.
 */
export async function copy({ from, to }: Ends, onTable: OnTable = () => {}): Promise<Walked> {
  if (!(await to.isBegun()) && !(await isEmpty(to.db.read))) throw new CommandProblem('move.notEmpty');
  await to.begin();
  return walk({ from: from.db, to: to.db, live: true }, onTable);
}

/**
 * What is left of it, while nobody writes; then every row is read on both sides once more. Whoever called it says when the source may be
 * written to again. A service that is on it meanwhile goes on reading.
 */
export async function finish({ from, to }: Ends): Promise<Moved> {
  const began = performance.now();
  const release = await from.hold();
  try {
    const pair = { from: from.db, to: to.db, live: false };
    // One row may have the name that another had: what does not fit yet does at the next walk. One that changes nothing has compared all.
    let last = await walk({ ...pair, live: true });
    for (let again = 0; last.changed > 0 && again < 2; again++) last = await walk(pair);
    if (last.changed > 0) throw new CommandProblem('move.differs', { rows: last.changed });
    const plan = planMove();
    await bringNumbers(from.numbers, to.numbers);
    await to.end();
    return { tables: plan.length, rows: last.rows, heldMs: performance.now() - began, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** What went, backwards: nothing refers to it by then, and no name is taken by what is no longer there. */
async function walk(pair: Pair, onTable: OnTable = () => {}): Promise<Walked> {
  const plan = planMove();
  const all: Walked = { rows: 0, changed: 0 };
  const stuck = new Set<Planned>();
  for (const table of plan.toReversed()) all.changed += await removeGone(pair, table, () => stuck.add(table));
  for (const table of plan) {
    const walked = await bring(pair, table);
    if (walked.changed > 0) await onTable(table.stored, walked);
    add(all, walked);
  }
  // What referred to it says something else by now.
  for (const table of stuck) all.changed += await removeGone(pair, table, refuse(pair));
  return all;
}

const refuse =
  ({ live }: Pair) =>
  (error: unknown) => {
    if (!live) throw error; // else another walk may
  };

function add(all: Walked, { rows, changed }: Walked) {
  all.rows += rows;
  all.changed += changed;
}

/** A service that was only ever started leaves tables, and nothing in them. */
async function isEmpty(reader: Reader): Promise<boolean> {
  const held = (['sites', 'accounts', 'posts'] as const satisfies Planned['name'][]).map((name) => reader.$count(reader.t[name]));
  return (await Promise.all(held)).every((count) => count === 0);
}
