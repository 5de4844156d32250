import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { slugOf } from './slug.ts';

/** On one thread: more would say nothing any more. */
export const MAX_TAGS = 6;
/** Characters of a tag, its key and value together. */
export const MAX_TAG = 60;

export type Tag = { slug: string; key: string; value: string | null };

/** « commune:Lyon » has a key and a value, « travaux » a key alone. Its slug is `commune-lyon`; null for what has no letter. */
export function readTag(typed: string): Tag | null {
  const [key = '', ...rest] = typed.split(':').map((part) => part.trim().replace(/\s+/g, ' '));
  const value = rest.join(':') || null;
  const slug = slugOf(`${key} ${value ?? ''}`, MAX_TAG);
  return key && slug ? { slug, key, value } : null;
}

/** As typed in one field, by commas; each once. */
export function readTags(typed: string): Tag[] {
  const tags = typed.split(',').flatMap((one) => readTag(one) ?? []);
  return [...new Map(tags.map((tag) => [tag.slug, tag])).values()];
}

/** A thread has these tags from now on. One that the site has not yet is made; known, it keeps its spelling. */
export async function setTags(tx: Writer, { id, siteId }: { id: number; siteId: number }, wanted: Tag[]) {
  const { tags, threadTags } = tx.t;
  await tx.delete(threadTags).where(eq(threadTags.threadId, id));
  if (wanted.length === 0) return;
  await tx
    .insert(tags)
    .values(wanted.map((tag) => ({ ...tag, siteId })))
    .onConflictDoNothing({ target: [tags.siteId, tags.slug] });
  const slugs = wanted.map(({ slug }) => slug);
  const rows = await tx
    .select({ tagId: tags.id })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), inArray(tags.slug, slugs)));
  await tx.insert(threadTags).values(rows.map(({ tagId }) => ({ siteId, threadId: id, tagId })));
}
