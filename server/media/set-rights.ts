import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import { redrawPost } from './redraw.ts';

/** `by`: the account of who says so. */
type Of = { uid: string; postId: number; by: string };

/** Until when what a post shows may be shown; null without an end. It goes, or comes back, at once. Refuses `not_found` for another post's. */
export async function setRights(deps: Deps, { uid, postId, by }: Of, until: Date | null): Promise<void> {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { media } = tx.t;
    const [set] = await tx
      .update(media)
      .set({ rightsUntil: until, removedAt: null })
      .where(and(eq(media.uid, uid), eq(media.postId, postId)))
      .returning({ siteId: media.siteId });
    if (!set) throw new Refusal('not_found');
    const facts = { medium: uid, until: until?.toISOString() ?? null };
    await logSecurity(tx, { event: 'media.lent', siteId: set.siteId, actor: by, facts, at });
  });
  await redrawPost(deps, postId);
}
