import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { activeMeasures } from './measures.ts';
import { paceOf } from './pace.ts';
import type { Thread } from './queries.ts';
import { BUCKET_MS, surgeOf } from './surge.ts';
import type { SurgeWire } from './wire.ts';

type Going = Pick<Thread, 'id' | 'seq' | 'heldCount' | 'measures'> & { lastAt: Date | null; createdAt: Date };

/**
 * What is out of the ordinary in a thread, and proposed; null where that holds already. Only of what is going on: without a
 * public post this quarter of an hour, and nothing held, all is as usual.
 */
export async function surgeNow(reader: Reader, thread: Going, now: Date): Promise<SurgeWire | null> {
  const quiet = thread.lastAt === null || now.getTime() - thread.lastAt.getTime() >= BUCKET_MS;
  if (quiet && thread.heldCount === 0) return null;
  const surge = surgeOf(await paceOf(reader, thread, now));
  const holds = activeMeasures(thread.measures, now).some(({ kind }) => kind === surge?.propose);
  return holds ? null : surge;
}

/** The same of one thread whose place is known. */
export async function surgeIn(reader: Reader, thread: Thread, now: Date): Promise<SurgeWire | null> {
  const { threads } = reader.t;
  const [times] = await reader
    .select({ lastAt: threads.lastAt, createdAt: threads.createdAt })
    .from(threads)
    .where(eq(threads.id, thread.id));
  return surgeNow(reader, { ...thread, ...times! }, now);
}
