import { databaseOf, readArgs, type Terminal } from '../ops/command.ts';
import { openExisting } from '../ops/open-existing.ts';
import { indexStale } from './index-stale.ts';

/** A line of progress each so many posts. */
const PACE = 10_000;

/** `reindex [-- --all]`: what waits to be indexed, or everything anew. Broken off, the next one goes on, or the service does. */
export async function reindexCommand(terminal: Terminal) {
  const { values } = readArgs(terminal, 'reindex.usage', { options: { all: { type: 'boolean' } }, count: 0 });
  const db = await openExisting(databaseOf(terminal));
  try {
    if (values.all) {
      await db.write(async (tx) => void (await tx.update(tx.t.posts).set({ unindexed: true })));
      await db.write(async (tx) => void (await tx.update(tx.t.threads).set({ unindexed: true })));
    }
    let told = 0;
    const posts = await indexStale(db, (done) => {
      if (done < told + PACE) return;
      told = done;
      terminal.tell('reindex.progress', { posts: done });
    });
    terminal.print('reindex.done', { posts });
  } finally {
    await db.close();
  }
}
