import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { figuresIn } from './figures.ts';

/** Of what a text shows: the descriptions of those whose very file a decision took away on this site, and that stands. Index: media_hash. */
export async function returnedIn(reader: Reader, siteId: number, html: string): Promise<string[]> {
  const figures = figuresIn(html);
  if (figures.length === 0) return [];
  const { media, posts, restrictions } = reader.t;
  const before = alias(media, 'before');
  const uids = figures.map(({ uid }) => uid);
  const rows = await reader
    .selectDistinct({ uid: media.uid })
    .from(media)
    .innerJoin(before, and(eq(before.siteId, media.siteId), eq(before.hash, media.hash), ne(before.id, media.id)))
    .leftJoin(posts, eq(posts.id, before.postId))
    .leftJoin(restrictions, and(eq(restrictions.id, before.takenBy), isNull(restrictions.liftedAt)))
    .where(
      and(
        inArray(media.uid, uids),
        eq(media.siteId, siteId),
        or(inArray(posts.state, ['removed', 'rejected']), eq(restrictions.kind, 'taking_out')),
      ),
    );
  const returned = new Set(rows.map(({ uid }) => uid));
  return figures.filter(({ uid }) => returned.has(uid)).map(({ alt }) => alt);
}
