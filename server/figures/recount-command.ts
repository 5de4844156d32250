import { databaseOf, readArgs, type Terminal } from '../ops/command.ts';
import { openExisting } from '../ops/open-existing.ts';
import { countHere, keepFigures } from './keep-figures.ts';

/** A line of progress each so many days and months. */
const PACE = 100;

/** `recount`: all figures of all sites anew. Broken off, the service counts what is missing. */
export async function recountCommand(terminal: Terminal, now = () => new Date()) {
  readArgs(terminal, 'recount.usage', { options: {}, count: 0 });
  const db = await openExisting(databaseOf(terminal));
  try {
    await db.write(async (tx) => void (await tx.delete(tx.t.siteFigures)));
    const count = countHere(db.read);
    let done = 0;
    const counted = await keepFigures({ db, now }, (due, at, onCounted) =>
      count(due, at, async (kept) => {
        await onCounted(kept);
        if (++done % PACE === 0) terminal.tell('recount.progress', { done, total: due.length });
      }),
    );
    terminal.print('recount.done', { spans: counted });
  } finally {
    await db.close();
  }
}
