import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import type { Site } from '../sites/queries.ts';
import { redrawFigures } from './draw-figure.ts';
import { seenRows, standingOf, standingsOf } from './seen.ts';

/** Draws a post anew with what may be seen in it now. Where it is public, open pages follow. */
export async function redrawPost(deps: Deps, postId: number): Promise<void> {
  const { db, bus, config, now } = deps;
  const { threadId } = (await postIn(db.read, postId))!;
  const { site, thread, name: place } = (await findThreadPlace(db.read, threadId))!;
  const change = await db.write(async (tx) => redrawIn(tx, (await postIn(tx, postId))!, { config, site, at: now() }), { lock: place });
  if (change) bus.emit('thread.changed', { threadId: thread.id, place, ...change });
}

type With = { config: Deps['config']; site: Pick<Site, 'host' | 'settings'>; at: Date };

/** The same in a transaction under way; what its author wrote stays as it is. null where the public sees no change. */
export async function redrawIn(tx: Writer, post: PostIn, { config, site, at }: With) {
  const { posts, media } = tx.t;
  const rows = await seenRows(tx, eq(media.postId, post.id));
  const html = redrawFigures(
    post.html,
    standingsOf(rows, (row) => standingOf(config, { site, now: at }, row)),
  );
  if (html === post.html) return null;
  await tx.update(posts).set({ html, unindexed: true }).where(eq(posts.id, post.id));
  if (post.state !== 'published') return null;
  const kind = 'post.edited' as const;
  return { kind, seq: await appendChange(tx, { threadId: post.threadId, kind, postId: post.id, count: 0, at }) };
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
