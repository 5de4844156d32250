import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { LOOK_ALIKES } from '../disguises/look-alikes.ts';
import { Refusal } from '../errors.ts';
import { slugOf } from './slug.ts';

/** On one thread: more would say nothing any more. */
export const MAX_TAGS = 6;
/** Characters of a tag, its key and value together. */
export const MAX_TAG = 60;

export type Tag = { slug: string; key: string; value: string | null };

/**
 * « commune:Lyon » has a key and a value, « travaux » a key alone. Its slug is `commune-lyon`, whatever letters that look
 * like these it is written with; null for what has no letter.
 */
export function readTag(typed: string): Tag | null {
  const [key = '', ...rest] = typed.split(':').map((part) =>
    part
      .replace(/\p{Cf}/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  );
  const value = rest.join(':') || null;
  const slug = slugOf(Array.from(`${key} ${value ?? ''}`.toLowerCase(), (letter) => LOOK_ALIKES.get(letter) ?? letter).join(''), MAX_TAG);
  return key && slug ? { slug, key, value } : null;
}

/** As typed in one field, by commas; each once. */
export function readTags(typed: string): Tag[] {
  const tags = typed.split(',').flatMap((one) => readTag(one) ?? []);
  return [...new Map(tags.map((tag) => [tag.slug, tag])).values()];
}

export const sayTag = ({ key, value }: Pick<Tag, 'key' | 'value'>) => (value === null ? key : `${key}:${value}`);

/**
 * A thread has these tags from now on; known ones keep their spelling, another way of writing one means that one. What the
 * site has not yet is made, where `mayMake`; else refuses `invalid`.
 */
export async function setTags(tx: Writer, { id, siteId }: { id: number; siteId: number }, wanted: Tag[], mayMake = true) {
  const { tags, threadTags } = tx.t;
  await tx.delete(threadTags).where(eq(threadTags.threadId, id));
  if (wanted.length === 0) return;
  if (mayMake)
    await tx
      .insert(tags)
      .values(wanted.map((tag) => ({ ...tag, siteId })))
      .onConflictDoNothing({ target: [tags.siteId, tags.slug] });
  const slugs = wanted.map(({ slug }) => slug);
  const rows = await tx
    .select({ id: tags.id, slug: tags.slug, into: tags.mergedIntoId })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), inArray(tags.slug, slugs)));
  const unknown = wanted.find(({ slug }) => !rows.some((row) => row.slug === slug));
  if (unknown) throw new Refusal('invalid', { fields: { tags: ['field.tag_unknown', { tag: sayTag(unknown) }] } });
  const ids = new Set(rows.map((row) => row.into ?? row.id));
  await tx.insert(threadTags).values([...ids].map((tagId) => ({ siteId, threadId: id, tagId })));
}
