import { and, desc, eq } from 'drizzle-orm';
import type { Server } from 'socket.io';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { presentPost } from '../posts/present.ts';
import { postsByIds } from '../posts/queries.ts';
import { findSite } from '../sites/queries.ts';
import { articlePlace, threadPlace } from '../threads/place.ts';
import type { RedrawnEvent } from '../threads/wire.ts';

/** Of a member's posts, the latest: those that somebody may just be reading. Older ones are drawn anew when they are read again. */
const LATEST = 200;

/** Another name, face or role: whoever has a thread open gets the member's posts of it again, as they look now. */
export async function redrawMember({ db, config }: Deps, io: Server, memberId: number): Promise<void> {
  const open = (await latestOf(db.read, memberId)).filter(({ place }) => io.of('/').adapter.rooms.has(place));
  if (open.length === 0) return;
  const site = (await findSite(db.read, open[0]!.siteId))!;
  for (const [place, ofPlace] of Map.groupBy(open, (post) => post.place)) {
    const rows = await postsByIds(
      db.read,
      ofPlace.map(({ id }) => id),
    );
    const posts = rows.map((row) => presentPost(row, { config, site, statements: new Map() }));
    io.to(place).emit('redrawn', { place, posts } satisfies RedrawnEvent);
  }
}

/** Index: posts_author. */
async function latestOf(reader: Reader, memberId: number) {
  const { posts, threads, articles } = reader.t;
  const rows = await reader
    .select({ id: posts.id, siteId: posts.siteId, threadUid: threads.uid, articleKey: articles.key })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(posts.authorId, memberId), eq(posts.state, 'published')))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(LATEST);
  return rows.map(({ id, siteId, threadUid, articleKey }) => ({
    id,
    siteId,
    place: articleKey === null ? threadPlace(threadUid) : articlePlace(siteId, articleKey),
  }));
}
