import { and, eq, isNull, ne, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import type { Given } from './captions-form.ts';
import { redrawPost } from './redraw.ts';

/** Of a sender's own, before anybody sees it; or of what a post shows, by those of the newsroom who moderate it (`by`: their account). */
type Whose = { uid: string; memberId: number } & ({ postId?: never } | { postId: number; by: string });

/**
 * Puts captions to a film, or a transcript to a sound; what was there before is kept, once somebody could read it. They are read by the phases with the
 * post: so its author changes them by an edit (posts/edit-post.ts). Refuses `not_found` for another's, for a picture's, and to its
 * sender for what a post shows already; then as `read` does.
 */
export async function saveCaptions(deps: Deps, whose: Whose, read: () => Given): Promise<void> {
  const { media } = deps.db.read.t;
  const mine = whose.postId !== undefined ? eq(media.postId, whose.postId) : and(eq(media.memberId, whose.memberId), isNull(media.postId));
  const theirs = and(eq(media.uid, whose.uid), ne(media.kind, 'image'), mine);
  // Whose they are is asked before what they say.
  if ((await deps.db.read.$count(media, theirs)) === 0) throw new Refusal('not_found');
  const given = read();
  await deps.db.write(async (tx) => {
    const at = deps.now();
    const siteId = await putCaptions(tx, theirs, given, { byId: whose.memberId, at });
    if (whose.postId !== undefined)
      await logSecurity(tx, { event: 'media.captioned', siteId, actor: whose.by, facts: { medium: whose.uid }, at });
  });
  if (whose.postId !== undefined) await redrawPost(deps, whose.postId);
}

type Change = { byId: number; at: Date };

/** The same in a transaction under way; gives the site's id. */
export async function putCaptions(tx: Writer, which: SQL | undefined, { captions }: Given, change: Change): Promise<number> {
  const { media } = tx.t;
  const [before] = await tx
    .select({ id: media.id, siteId: media.siteId, postId: media.postId, captions: media.captions, captionsLang: media.captionsLang })
    .from(media)
    .where(which);
  if (!before) throw new Refusal('not_found');
  const put = { captions: captions?.vtt ?? null, captionsLang: captions?.language ?? null };
  await tx.update(media).set(put).where(eq(media.id, before.id));
  const changes = put.captions !== before.captions || put.captionsLang !== before.captionsLang;
  if (before.postId !== null && changes) {
    const { id: mediaId, siteId, captions: said, captionsLang } = before;
    await tx.insert(tx.t.captionVersions).values({ ...change, siteId, mediaId, captions: said, captionsLang });
  }
  return before.siteId;
}
