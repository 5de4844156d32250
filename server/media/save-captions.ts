import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import type { Given } from './captions-form.ts';
import { redrawPost } from './redraw.ts';

/** Of a sender's own, before anybody sees it; or of what a post shows, by those of the newsroom who moderate it. */
type Whose = { uid: string } & ({ memberId: number } | { postId: number; by: string });

/**
 * Puts captions to a film, or a transcript to a sound; what was there before is gone. They are read by the phases with the
 * post: so its author changes them by an edit (posts/edit-post.ts). Refuses `not_found` for another's, for a picture's, and to its
 * sender for what a post shows already.
 */
export async function saveCaptions(deps: Deps, whose: Whose, given: Given): Promise<void> {
  await deps.db.write(async (tx) => {
    const { media } = tx.t;
    const theirs = 'postId' in whose ? eq(media.postId, whose.postId) : and(eq(media.memberId, whose.memberId), isNull(media.postId));
    const siteId = await putCaptions(tx, and(eq(media.uid, whose.uid), theirs), given);
    if ('by' in whose)
      await logSecurity(tx, { event: 'media.captioned', siteId, actor: whose.by, facts: { medium: whose.uid }, at: deps.now() });
  });
  if ('postId' in whose) await redrawPost(deps, whose.postId);
}

/** The same in a transaction under way; gives the site's id. */
export async function putCaptions(tx: Writer, which: ReturnType<typeof and>, { captions }: Given): Promise<number> {
  const { media } = tx.t;
  const [put] = await tx
    .update(media)
    .set({ captions: captions?.vtt ?? null, captionsLang: captions?.language ?? null })
    .where(and(which, ne(media.kind, 'image')))
    .returning({ siteId: media.siteId });
  if (!put) throw new Refusal('not_found');
  return put.siteId;
}
