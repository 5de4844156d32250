import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { skeletonOf } from '../members/skeleton.ts';
import { say } from '../ops/say.ts';
import type { Site } from '../sites/queries.ts';
import type { Author } from './read-disqus.ts';

/** Deleted posts keep no name: all hang on one nameless member. */
export const DELETED: Author = { key: 'disqus:deleted', name: '', since: 0 };

type NewAuthor = { author: Author; uid: string; at: Date };

/** A member for each author, made by their first post: without account, without address. */
export async function ensureAuthors(tx: Writer, site: Site, authors: NewAuthor[]): Promise<Map<string, number>> {
  const { members } = tx.t;
  const nameless = say(site.settings.locale, 'import.nameless');
  await tx
    .insert(members)
    .values(
      authors.map(({ author: { key, name, since }, uid, at }) => ({
        uid,
        siteId: site.id,
        name: name || nameless,
        skeleton: skeletonOf(name || nameless),
        role: 'member' as const,
        createdAt: since ? new Date(since) : at,
        importKey: key,
      })),
    )
    .onConflictDoNothing({ target: [members.siteId, members.importKey] });
  const rows = await tx
    .select({ id: members.id, key: members.importKey })
    .from(members)
    .where(
      and(
        eq(members.siteId, site.id),
        inArray(
          members.importKey,
          authors.map(({ author }) => author.key),
        ),
      ),
    );
  return new Map(rows.map(({ id, key }) => [key!, id]));
}

/** Their published posts, kept. `ids` holds one entry a post. */
export async function addPostCounts(tx: Writer, ids: number[]) {
  const { members } = tx.t;
  for (const [id, posts] of Map.groupBy(ids, (id) => id))
    await tx
      .update(members)
      .set({ postCount: sql`${members.postCount} + ${posts.length}` })
      .where(eq(members.id, id));
}
