import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readCaptions } from './captions.ts';
import { redrawPost } from './redraw.ts';

/** Of a sender's own, before anybody sees it; or of what a post shows, by those who moderate it. */
type Whose = { uid: string } & ({ memberId: number } | { postId: number });

/**
 * Puts captions to a film, or a transcript to a sound; written anew, what was there before is gone. They are read by the phases
 * with the post: so a sender's words for it are fixed when it is sent. Refuses `invalid` for what is no WebVTT, `not_found` for
 * another's, for a picture's, and for what a post shows already.
 */
export async function saveCaptions(deps: Deps, whose: Whose, { sent, language }: { sent: Uint8Array; language: string }): Promise<void> {
  const { db } = deps;
  const { media } = db.read.t;
  const theirs = and(
    eq(media.uid, whose.uid),
    ne(media.kind, 'image'),
    'postId' in whose ? eq(media.postId, whose.postId) : and(eq(media.memberId, whose.memberId), isNull(media.postId)),
  );
  if ((await db.read.$count(media, theirs)) === 0) throw new Refusal('not_found');
  const { vtt: captions } = readCaptions(sent);
  const saved = await db.write((tx) =>
    tx.update(media).set({ captions, captionsLang: language }).where(theirs).returning({ id: media.id }),
  );
  if (saved.length === 0) throw new Refusal('not_found');
  if ('postId' in whose) await redrawPost(deps, whose.postId);
}
