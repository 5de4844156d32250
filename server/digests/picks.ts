import { and, count, countDistinct, desc, eq, gt, gte, inArray, ne, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { Addressed } from './readers.ts';

/** Of a place, in one letter. */
const MOST_BEST = 5;
/** A letter after a long silence tells of the last month; one that follows another at once, of a day. */
const [LONGEST_DAYS, SHORTEST_DAYS, FIRST_DAYS] = [31, 1, 7];
const DAY_MS = 86_400_000;

/**
 * What was said where these readers are since the last letter to them: by how many people, then by how much; by nothing but that. Of a
 * segment, who may be anywhere, the whole site. Inside ids. Index: posts_day.
 */
export async function bestSince(reader: Reader, site: Site, to: Addressed, now: Date): Promise<number[]> {
  const { posts, threads, articles } = reader.t;
  const since = await lastTo(reader, site, to, now);
  const rows = await reader
    .select({ id: threads.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(posts.siteId, site.id),
        gte(posts.createdAt, since),
        eq(posts.state, 'published'),
        isVisibleThread(reader, now),
        within(reader, site, to),
      ),
    )
    .groupBy(threads.id)
    .orderBy(desc(countDistinct(posts.authorId)), desc(count()), desc(threads.id))
    .limit(MOST_BEST);
  return rows.map(({ id }) => id);
}

function within(reader: Reader, site: Site, { audience: { kind, target } }: Addressed): SQL | undefined {
  const { spaces, threads, articles } = reader.t;
  if (kind === 'segment') return undefined;
  if (kind === 'section') return eq(articles.section, target);
  const own = reader
    .select({ id: spaces.id })
    .from(spaces)
    .where(and(eq(spaces.siteId, site.id), eq(spaces.slug, target)));
  const parts = reader
    .select({ id: spaces.id })
    .from(spaces)
    .where(or(inArray(spaces.id, own), inArray(spaces.parentId, own)));
  return inArray(threads.spaceId, parts);
}

/** When the last one left for the same. */
async function lastTo(reader: Reader, site: Site, { audience }: Addressed, now: Date): Promise<Date> {
  const { digests } = reader.t;
  const ago = (days: number) => now.getTime() - days * DAY_MS;
  const rows = await reader
    .select({ audience: digests.audience, startedAt: digests.startedAt })
    .from(digests)
    .where(and(eq(digests.siteId, site.id), gt(digests.startedAt, new Date(ago(LONGEST_DAYS)))))
    .orderBy(desc(digests.id));
  const last = rows.find((row) => row.audience.kind === audience.kind && row.audience.target === audience.target);
  return new Date(last ? Math.min(last.startedAt.getTime(), ago(SHORTEST_DAYS)) : ago(FIRST_DAYS));
}

export type Picked = Awaited<ReturnType<typeof pickedThreads>>[number];

/** Those that everybody finds by now, in the order given. */
export async function pickedThreads(reader: Reader, siteId: number, ids: number[], now: Date) {
  if (ids.length === 0) return [];
  const { threads, articles, posts } = reader.t;
  const rows = await reader
    .select({
      id: threads.id,
      uid: threads.uid,
      title: threads.title,
      articleTitle: articles.title,
      articleKey: articles.key,
      count: threads.count,
      authorId: threads.authorId,
      openingId: threads.openingId,
      html: posts.html,
    })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(posts, and(eq(posts.id, threads.openingId), eq(posts.state, 'published'), ne(posts.html, '')))
    .where(and(eq(threads.siteId, siteId), inArray(threads.id, ids), isVisibleThread(reader, now)));
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Inside ids of those that everybody finds, in the order given. */
export async function chosenThreads(reader: Reader, siteId: number, uids: string[], now: Date): Promise<number[]> {
  if (uids.length === 0) return [];
  const { threads } = reader.t;
  const rows = await reader
    .select({ id: threads.id, uid: threads.uid })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), inArray(threads.uid, uids), isVisibleThread(reader, now)));
  const ids = new Map(rows.map(({ id, uid }) => [uid, id]));
  return uids.flatMap((uid) => ids.get(uid) ?? []);
}
