import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { postIn } from '../posts/queries.ts';
import { forgetMoment, liveIn } from './queries.ts';
import { runLive, type There } from './run-live.ts';

/** Of one night: a table of contents that is read. */
const MAX_MOMENTS = 40;

/**
 * A post is one of the best moments, and with `above` what is shown above the flow, in the place of what was; after the end it
 * is a moment alone. Twice is once. Refuses `not_found` where it is not public or not theirs to run, `invalid` where there are
 * moments enough.
 */
export const pinMoment = (deps: Deps, actor: Actor, place: There, { postId, above }: { postId: number; above: boolean }) =>
  runLive(deps, actor, place, async (tx, { id: threadId, siteId, openingId, closedAt }, at) => {
    const { lives, liveMoments } = tx.t;
    const [live, post] = [await liveIn(tx, threadId), await postIn(tx, postId)];
    if (post?.state !== 'published' || post.threadId !== threadId || post.id === openingId) throw new Refusal('not_found');
    const known = eq(liveMoments.threadId, threadId);
    const others = await tx.$count(liveMoments, and(known, eq(liveMoments.why, 'pinned')));
    const [moment] = await tx
      .select({ why: liveMoments.why })
      .from(liveMoments)
      .where(and(known, eq(liveMoments.postId, postId)));
    if (!moment && others >= MAX_MOMENTS) throw new Refusal('invalid', { fields: { moment: ['field.too_many', { max: MAX_MOMENTS }] } });
    const row = { siteId, threadId, postId, why: 'pinned' as const, at };
    const target = [liveMoments.threadId, liveMoments.postId];
    if (moment?.why !== 'pinned')
      await tx
        .insert(liveMoments)
        .values(row)
        .onConflictDoUpdate({ target, set: { why: 'pinned', at } });
    const stands = live?.pinnedId === postId;
    const shown = above && closedAt === null;
    if (shown !== stands)
      await tx
        .update(lives)
        .set({ pinnedId: shown ? postId : null })
        .where(eq(lives.threadId, threadId));
    return moment?.why === 'pinned' && shown === stands ? null : 'live.pinned';
  });

/** Neither shown above nor among the moments any more. */
export const dropMoment = (deps: Deps, actor: Actor, place: There, postId: number) =>
  runLive(deps, actor, place, async (tx) => ((await forgetMoment(tx, postId)) ? 'live.unpinned' : null));
