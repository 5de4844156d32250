import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { callsIn, renderBody } from '../markdown/render.ts';
import { postIn } from '../posts/queries.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import type { Site } from '../sites/queries.ts';
import type { Shown } from './figures.ts';
import { hasRights, seenOf, seenRows } from './seen.ts';

/**
 * Draws a post anew with the pictures that may be seen in it now: what its author wrote stays as it is. Where it is public,
 * open pages follow.
 */
export async function redrawPost(deps: Deps, postId: number): Promise<void> {
  const { db, bus, now } = deps;
  const found = (await postIn(db.read, postId))!;
  const place = (await findThreadPlace(db.read, found.threadId))!;
  const html = renderBody(found.source, found.format, callsIn(found.html), await shownOf(deps, place.site, postId));
  const seq = await db.write(
    async (tx) => {
      const post = (await postIn(tx, postId))!;
      if (post.revision !== found.revision || post.html === html || post.source !== found.source) return null;
      await tx.update(tx.t.posts).set({ html, unindexed: true }).where(eq(tx.t.posts.id, postId));
      if (post.state !== 'published') return null;
      return appendChange(tx, { threadId: post.threadId, kind: 'post.edited', postId, count: 0, at: now() });
    },
    { lock: place.name },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId: place.thread.id, place: place.name, seq, kind: 'post.edited' });
}

async function shownOf(
  { db, config, now }: Pick<Deps, 'config' | 'now'> & { db: { read: Reader } },
  site: Pick<Site, 'host' | 'settings'>,
  postId: number,
): Promise<Shown> {
  const rows = await seenRows(db.read, eq(db.read.t.media.postId, postId));
  return new Map(rows.filter((row) => hasRights(row, now())).map((row) => [row.uid, seenOf(config, site, row)]));
}

/** Whose rights have ended: their addresses are silent already; `removedAt` says that their posts were drawn anew. */
export async function endRights(deps: Deps): Promise<void> {
  for (const { id, postId } of await endedMedia(deps.db.read, deps.now())) {
    if (postId !== null) await redrawPost(deps, postId);
    const { media } = deps.db.read.t;
    await deps.db.write(async (tx) => void (await tx.update(media).set({ removedAt: deps.now() }).where(eq(media.id, id))));
  }
}

function endedMedia(reader: Reader, now: Date) {
  const { media } = reader.t;
  return reader
    .select({ id: media.id, postId: media.postId })
    .from(media)
    .where(and(lte(media.rightsUntil, now), isNull(media.removedAt)));
}
