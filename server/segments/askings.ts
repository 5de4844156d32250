import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { AskingWire } from './wire.ts';

/** Of the latest. */
const SHOWN = 10;

export async function askingsOn(reader: Reader, siteId: number): Promise<AskingWire[]> {
  const { askings, posts, threads } = reader.t;
  const rows = await reader
    .select({ name: askings.name, title: threads.title, thread: threads.uid, at: askings.at, told: askings.told, doneAt: askings.doneAt })
    .from(askings)
    .innerJoin(posts, eq(posts.id, askings.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(askings.siteId, siteId), isNull(threads.mergedIntoId)))
    .orderBy(desc(askings.id))
    .limit(SHOWN);
  return rows.map(({ at, doneAt, title, thread, ...row }) => ({
    ...row,
    title: title ?? '',
    url: `/t/${thread}`,
    at: at.toISOString(),
    done: doneAt !== null,
  }));
}
