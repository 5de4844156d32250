import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { figuresIn } from '../media/figures.ts';
import { createPost } from '../posts/create-post.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { GalleryThere } from './find-gallery.ts';

/** The words by which its sender says that a picture may be shown (`gallery.rights.1`): other words are another number. */
export const RIGHTS = 1;

type Proposed = { source: string; clientId: string };

/**
 * A picture with who took it and that they may show it: a post of its thread, which waits for a moderator unless the newsroom
 * sends it. Refuses `forbidden` where readers propose none, and all that createPost refuses.
 * @returns the inside id of the post
 */
export async function proposePicture(
  deps: Deps,
  who: { actor: Actor; address: Address },
  { gallery, ...place }: GalleryThere,
  { source, clientId }: Proposed,
): Promise<number> {
  if (!gallery.readers && !isNewsroom(who.actor.member)) throw new Refusal('forbidden');
  const { id } = await createPost(deps, who, {
    place,
    parent: null,
    clientId,
    source,
    within: async (tx, post) => {
      const { media, galleryPictures } = tx.t;
      for (const { uid } of figuresIn(post.html)) {
        const [medium] = await tx.select({ id: media.id }).from(media).where(eq(media.uid, uid));
        const of = { mediaId: medium!.id, siteId: post.siteId, threadId: gallery.threadId };
        await tx.insert(galleryPictures).values({ ...of, statement: RIGHTS, saidAt: deps.now() });
      }
    },
  });
  return id;
}
