import { and, asc, eq, exists, inArray, isNotNull, isNull, like, or, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { slugOf } from '../threads/slug.ts';
import { isVisibleThread } from '../threads/visible.ts';

/** Tags shown at once: of a key, all its values on a page. */
const MAX_SHOWN = 200;
/** While one types. */
const MAX_SUGGESTED = 8;

const tagColumns = ({ tags }: Reader['t']) => ({ id: tags.id, slug: tags.slug, key: tags.key, value: tags.value });

/** A tag by its address; where that is another way of writing one, that one. null where readers find it on no thread. */
export async function findTag(reader: Reader, { siteId, slug, now }: { siteId: number; slug: string; now: Date }) {
  const { tags } = reader.t;
  const named = reader
    .select({ id: sql`coalesce(${tags.mergedIntoId}, ${tags.id})` })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), eq(tags.slug, slug)));
  const [row] = await reader
    .select(tagColumns(reader.t))
    .from(tags)
    .where(and(inArray(tags.id, named), isInUse(reader, now)));
  return row ?? null;
}

/** What only held threads bear, nobody has read yet. */
function isInUse(reader: Reader, now: Date) {
  const { tags, threadTags, threads } = reader.t;
  return exists(
    reader
      .select({ one: sql`1` })
      .from(threadTags)
      .innerJoin(threads, eq(threads.id, threadTags.threadId))
      .where(and(eq(threadTags.tagId, tags.id), isVisibleThread(reader, now))),
  );
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

/**
 * Tags whose key or value begins as typed, also by another way of writing it; of those that readers find on some thread.
 * Index: tags_slug.
 */
export async function tagsLike(reader: Reader, { siteId, typed, now }: { siteId: number; typed: string; now: Date }) {
  const { tags } = reader.t;
  const slug = slugOf(typed); // letters, figures and hyphens: nothing to escape
  if (!slug) return [];
  const named = reader
    .select({ id: sql`coalesce(${tags.mergedIntoId}, ${tags.id})` })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), or(like(tags.slug, `${slug}%`), like(tags.slug, `%-${slug}%`))));
  return reader
    .select(tagColumns(reader.t))
    .from(tags)
    .where(and(inArray(tags.id, named), isNull(tags.mergedIntoId), isInUse(reader, now)))
    .orderBy(asc(tags.slug))
    .limit(MAX_SUGGESTED);
}

export function tagsOf(reader: Reader, threadId: number) {
  const { tags, threadTags } = reader.t;
  const query = preparedRows(reader, 'tags of a thread', () =>
    reader
      .select(tagColumns(reader.t))
      .from(threadTags)
      .innerJoin(tags, eq(tags.id, threadTags.tagId))
      .where(eq(threadTags.threadId, sql.placeholder('threadId')))
      .orderBy(asc(tags.key), asc(tags.value)),
  );
  return query({ threadId });
}
