import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isVisibleThread } from '../threads/visible.ts';

/** Tags shown at once: of a key, all its values on a page. */
const MAX_SHOWN = 200;

const tagColumns = ({ tags }: Reader['t']) => ({ id: tags.id, slug: tags.slug, key: tags.key, value: tags.value });

export async function findTag(reader: Reader, siteId: number, slug: string) {
  const { tags } = reader.t;
  const [row] = await reader
    .select(tagColumns(reader.t))
    .from(tags)
    .where(and(eq(tags.siteId, siteId), eq(tags.slug, slug)));
  return row ?? null;
}

/** The values of a key that some thread has, with how many do. */
export function valuesOf(reader: Reader, { siteId, key, now }: { siteId: number; key: string; now: Date }) {
  const { tags, threadTags, threads } = reader.t;
  return reader
    .select({ ...tagColumns(reader.t), n: sql<number>`count(*)`.mapWith(Number) })
    .from(tags)
    .innerJoin(threadTags, eq(threadTags.tagId, tags.id))
    .innerJoin(threads, and(eq(threads.id, threadTags.threadId), isVisibleThread(reader, now)))
    .where(and(eq(tags.siteId, siteId), eq(tags.key, key), isNotNull(tags.value)))
    .groupBy(tags.id)
    .orderBy(asc(tags.value))
    .limit(MAX_SHOWN);
}

export function tagsOf(reader: Reader, threadId: number) {
  const { tags, threadTags } = reader.t;
  return reader
    .select(tagColumns(reader.t))
    .from(threadTags)
    .innerJoin(tags, eq(tags.id, threadTags.tagId))
    .where(eq(threadTags.threadId, threadId))
    .orderBy(asc(tags.key), asc(tags.value));
}
