import { databaseOf, readArgs, type Terminal } from '../ops/command.ts';
import { openExisting } from '../ops/open-existing.ts';
import { rerender } from './rerender.ts';

/** A line of progress each so many posts. */
const PACE = 10_000;

/** `rerender` */
export async function rerenderCommand(terminal: Terminal) {
  readArgs(terminal, 'rerender.usage', { options: {}, count: 0 });
  const db = await openExisting(databaseOf(terminal));
  try {
    const done = await rerender({ db, now: () => new Date() }, ({ posts }) => {
      if (posts % PACE === 0) terminal.tell('rerender.progress', { posts });
    });
    terminal.print('rerender.done', done);
  } finally {
    await db.close();
  }
}
