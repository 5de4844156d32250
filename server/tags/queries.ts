import { and, asc, count, eq, inArray, isNull, like, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { slugOf } from '../threads/slug.ts';
import { sayTag } from '../threads/tags.ts';
import type { TagsWire } from './wire.ts';

/** On one screen of the desk; the others are found by their beginning. */
const MAX_LISTED = 200;

/** All of a site, or those with these letters in them, with what they stand on and how else they are written. */
export async function listTags(reader: Reader, siteId: number, typed: string): Promise<TagsWire> {
  const { tags, threadTags } = reader.t;
  const slug = slugOf(typed); // letters, figures and hyphens: nothing to escape
  const { id, key, value } = tags;
  const named = reader
    .select({ id: tags.mergedIntoId })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), like(tags.slug, `%${slug}%`)));
  const within = and(
    eq(tags.siteId, siteId),
    isNull(tags.mergedIntoId),
    slug ? or(like(tags.slug, `%${slug}%`), inArray(tags.id, named)) : undefined,
  );
  const rows = await reader
    .select({ id, slug: tags.slug, key, value, threads: count(threadTags.threadId) })
    .from(tags)
    .leftJoin(threadTags, eq(threadTags.tagId, tags.id))
    .where(within)
    .groupBy(tags.id)
    .orderBy(asc(tags.slug))
    .limit(MAX_LISTED);
  const ids = rows.map((row) => row.id);
  const others = ids.length
    ? await reader
        .select({ slug: tags.slug, key, value, into: tags.mergedIntoId })
        .from(tags)
        .where(inArray(tags.mergedIntoId, ids))
        .orderBy(asc(tags.slug))
    : [];
  const ways = Map.groupBy(others, ({ into }) => into);
  return {
    total: await reader.$count(tags, within),
    tags: rows.map((row) => ({
      slug: row.slug,
      name: sayTag(row),
      threads: row.threads,
      synonyms: (ways.get(row.id) ?? []).map((one) => ({ slug: one.slug, name: sayTag(one) })),
    })),
  };
}
