import { and, asc, eq, exists, gt, isNotNull, isNull, lte, max, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';

/** Rows of a part by their ids, not their number: an address stays in its part, and no part is counted through. At most 50,000 are allowed. */
export const PART = 10_000;
/** Tags, spaces: what is beyond is found from page to page. */
const MAX_NAMED = 10_000;

type Part = { siteId: number; part: number; now: Date };

const within = (id: Parameters<typeof gt>[0], part: number) => and(gt(id, part * PART), lte(id, (part + 1) * PART));

/** Forum threads, or articles' that are in no space. */
export function threadsIn(reader: Reader, { siteId, part, now, of }: Part & { of: 'forum' | 'articles' }) {
  const { threads, articles } = reader.t;
  return reader
    .select({ uid: threads.uid, title: threads.title, at: threads.lastAt, key: articles.key })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(threads.siteId, siteId),
        within(threads.id, part),
        isVisibleThread(reader, now),
        of === 'forum' ? isNotNull(threads.spaceId) : and(isNull(threads.spaceId), isNotNull(articles.key), gt(threads.count, 0)),
      ),
    )
    .orderBy(asc(threads.id));
}

/** Members who said something that everybody may read. Index: posts_author. */
export function membersIn(reader: Reader, { siteId, part }: Omit<Part, 'now'>) {
  const { members, posts } = reader.t;
  const said = reader
    .select({ one: sql`1` })
    .from(posts)
    .where(and(eq(posts.authorId, members.id), eq(posts.state, 'published')));
  return reader
    .select({ uid: members.uid })
    .from(members)
    .where(and(eq(members.siteId, siteId), within(members.id, part), isNull(members.goneAt), exists(said)))
    .orderBy(asc(members.id));
}

/** Tags that some thread has which everybody finds. */
export function tagsFound(reader: Reader, siteId: number, now: Date) {
  const { tags, threadTags, threads } = reader.t;
  return reader
    .select({ slug: tags.slug, at: max(threads.lastAt) })
    .from(tags)
    .innerJoin(threadTags, eq(threadTags.tagId, tags.id))
    .innerJoin(threads, eq(threads.id, threadTags.threadId))
    .where(and(eq(tags.siteId, siteId), isNotNull(threads.spaceId), isVisibleThread(reader, now)))
    .groupBy(tags.id)
    .orderBy(asc(tags.id))
    .limit(MAX_NAMED);
}

/** In which parts a site has rows at all. One walk of an index: threads_latest, members_role. */
export async function partsOf(reader: Reader, siteId: number, table: 'threads' | 'members'): Promise<number[]> {
  const { id, siteId: of } = reader.t[table];
  const part = sql<number>`(${id} - 1) / ${sql.raw(String(PART))}`.mapWith(Number);
  const rows = await reader.select({ part }).from(reader.t[table]).where(eq(of, siteId)).groupBy(part).orderBy(part);
  return rows.map((row) => row.part);
}
