import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import { postIn } from './queries.ts';

/** The newsroom's pick, shown with a word in the thread; or no longer. Refuses `not_found` where it is not public. */
export async function featurePost(deps: Deps, { member }: Staff, { id, threadId, on }: { id: number; threadId: number; on: boolean }) {
  const at = deps.now();
  const place = (await findThreadPlace(deps.db.read, threadId))!;
  const seq = await deps.db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, member.id, place.thread.spaceId);
      const post = (await postIn(tx, id))!;
      if (post.state !== 'published') throw new Refusal('not_found');
      await tx
        .update(tx.t.posts)
        .set({ featuredAt: on ? at : null })
        .where(eq(tx.t.posts.id, id));
      return appendChange(tx, { threadId, kind: 'post.edited', postId: id, count: 0, at });
    },
    { lock: place.name },
  );
  deps.bus.emit('thread.changed', { threadId, place: place.name, seq, kind: 'post.edited' });
}
