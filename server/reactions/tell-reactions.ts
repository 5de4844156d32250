import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { tellOfReactions } from '../notifications/notify.ts';
import { postIn } from '../posts/queries.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';

type Waiting = { post: number };
const keyOf = (postId: number) => `reacted ${postId}`;

/** Whatever a crowd does to a post before the outbox next runs, its thread tells as one change. */
export const tellPostSoon = (tx: Writer, { siteId, postId }: { siteId: number; postId: number }, at: Date) =>
  addToOutbox(tx, { kind: 'post.reacted', siteId, data: { post: postId } satisfies Waiting, key: keyOf(postId) }, at);

export const reactionOutbox = (deps: Deps): OutboxHandlers => ({ 'post.reacted': (waiting: Waiting) => tellReactions(deps, waiting) });

/** Its entry goes with the change it makes: a reaction that comes after finds none, and makes another. */
async function tellReactions({ db, bus, now }: Deps, { post: postId }: Waiting) {
  const known = await postIn(db.read, postId);
  const place = known && (await findThreadPlace(db.read, known.threadId));
  if (!place) return;
  const seq = await db.write(
    async (tx) => {
      await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.key, keyOf(postId)));
      const post = (await postIn(tx, postId))!;
      if (post.state !== 'published' || post.threadId !== place.thread.id) return null;
      await tellOfReactions(tx, post, { timeZone: place.site.timeZone, at: now() });
      return appendChange(tx, { threadId: post.threadId, kind: 'post.edited', postId, count: 0, at: now() });
    },
    { lock: place.name },
  );
  if (seq !== null) bus.emit('thread.changed', { threadId: place.thread.id, place: place.name, seq, kind: 'post.edited' });
}
