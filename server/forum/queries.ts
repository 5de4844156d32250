import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** Threads of the forum's front page. */
const LATEST = 30;

export function spacesOf(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  return reader
    .select({ id: spaces.id, slug: spaces.slug, name: spaces.name, description: spaces.description, opens: spaces.opens })
    .from(spaces)
    .where(eq(spaces.siteId, siteId))
    .orderBy(asc(spaces.position));
}

/** The forum's own threads, latest activity first. Articles' threads stay under their articles. */
export function forumThreads(reader: Reader, siteId: number, spaceId?: number) {
  const { threads, spaces } = reader.t;
  return reader
    .select({
      uid: threads.uid,
      title: threads.title,
      count: threads.count,
      lastAt: threads.lastAt,
      closedAt: threads.closedAt,
      space: spaces.name,
      spaceSlug: spaces.slug,
    })
    .from(threads)
    .innerJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(and(eq(threads.siteId, siteId), isNotNull(threads.lastAt), spaceId === undefined ? undefined : eq(threads.spaceId, spaceId)))
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(LATEST);
}
