import { and, between, eq, inArray, sum } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** Days of the site's calendar, both counted: YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** `visitors`: those of each day, added up: who came on two days is two. */
export type Read = { views: number; visitors: number };

/** How often each of these threads (inside ids) was read, and by how many; where nobody did, noughts. An article's, under its article too. */
export async function readersOf(reader: Reader, threadIds: number[], { from, to }: Period): Promise<Map<number, Read>> {
  const { audienceDays, threads } = reader.t;
  const figures = { views: sum(audienceDays.views).mapWith(Number), visitors: sum(audienceDays.visitors).mapWith(Number) };
  const within = and(inArray(threads.id, threadIds), between(audienceDays.day, from, to));
  const found = [
    ...(await reader
      .select({ id: threads.id, ...figures })
      .from(threads)
      .innerJoin(audienceDays, eq(audienceDays.threadId, threads.id))
      .where(within)
      .groupBy(threads.id)),
    ...(await reader
      .select({ id: threads.id, ...figures })
      .from(threads)
      .innerJoin(audienceDays, eq(audienceDays.articleId, threads.articleId))
      .where(within)
      .groupBy(threads.id)),
  ];
  const none: Read = { views: 0, visitors: 0 };
  return found.reduce(
    (read, { id, ...figure }) =>
      read.set(id, { views: read.get(id)!.views + figure.views, visitors: read.get(id)!.visitors + figure.visitors }),
    new Map(threadIds.map((id) => [id, none])),
  );
}
