import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { redrawPost } from './redraw.ts';

/** Until when a post's picture may be shown; null without an end. It goes, or comes back, at once. Refuses `not_found` for another post's. */
export async function setRights(deps: Deps, { uid, postId }: { uid: string; postId: number }, until: Date | null): Promise<void> {
  const { media } = deps.db.read.t;
  const set = await deps.db.write((tx) =>
    tx
      .update(media)
      .set({ rightsUntil: until, removedAt: null })
      .where(and(eq(media.uid, uid), eq(media.postId, postId)))
      .returning({ id: media.id }),
  );
  if (set.length === 0) throw new Refusal('not_found');
  await redrawPost(deps, postId);
}
