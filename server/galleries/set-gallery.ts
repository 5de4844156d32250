import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessRuns } from '../meetings/set-meeting.ts';
import { logSecurity } from '../security/log.ts';
import { appendChange } from '../threads/queries.ts';
import type { GalleryThere } from './find-gallery.ts';
import type { GalleryChange } from './input.ts';

/** Its order, whether readers propose pictures, under which licence all are. `pictures`: their places, by hand. Refuses `invalid` for one that is not its own. */
export async function setGallery(
  { db, bus, now }: Deps,
  { member, session }: Staff,
  there: GalleryThere,
  { pictures, ...to }: GalleryChange,
) {
  const { thread, name: place } = there;
  const at = now();
  const seq = await db.write(
    async (tx) => {
      await refuseUnlessRuns(tx, member.id, thread);
      const { galleries } = tx.t;
      await tx.update(galleries).set(to).where(eq(galleries.threadId, thread.id));
      if (pictures) await arrange(tx, there, pictures);
      const facts = { thread: thread.uid };
      await logSecurity(tx, { event: 'gallery.arranged', siteId: thread.siteId, actor: session.account.uid, facts, at });
      return appendChange(tx, { threadId: thread.id, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place },
  );
  bus.emit('thread.changed', { threadId: thread.id, place, seq, kind: 'thread.changed' });
}

async function arrange(tx: Writer, { thread: { id: threadId, siteId } }: GalleryThere, uids: string[]) {
  const { galleryPictures, media, posts } = tx.t;
  await tx
    .update(galleryPictures)
    .set({ position: null })
    .where(and(eq(galleryPictures.threadId, threadId), isNotNull(galleryPictures.position)));
  if (uids.length === 0) return;
  const rows = await tx
    .select({ id: media.id, uid: media.uid })
    .from(media)
    .innerJoin(posts, eq(posts.id, media.postId))
    .where(and(eq(posts.threadId, threadId), inArray(media.uid, uids)));
  const ids = new Map(rows.map(({ id, uid }) => [uid, id]));
  for (const [position, uid] of uids.entries()) {
    const mediaId = ids.get(uid);
    if (mediaId === undefined) throw new Refusal('invalid', { fields: { pictures: ['field.wrong'] } });
    await tx
      .insert(galleryPictures)
      .values({ mediaId, siteId, threadId, position })
      .onConflictDoUpdate({ target: galleryPictures.mediaId, set: { position } });
  }
}
