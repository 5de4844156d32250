import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { RIGHTS } from '../galleries/propose-picture.ts';
import type { Thread } from '../threads/queries.ts';

/** All that its posts show, as if each had come by the gallery's form. */
export async function addGallery({ db, now }: Deps, { id: threadId, siteId }: Thread) {
  await db.write(async (tx) => {
    const { galleries, galleryPictures, media, posts } = tx.t;
    await tx.insert(galleries).values({ threadId, siteId, order: 'newest', readers: true });
    const rows = await tx
      .select({ mediaId: media.id })
      .from(media)
      .innerJoin(posts, eq(posts.id, media.postId))
      .where(eq(posts.threadId, threadId));
    const said = rows.map(({ mediaId }) => ({ mediaId, siteId, threadId, statement: RIGHTS, saidAt: now() }));
    await tx.insert(galleryPictures).values(said);
  });
}
