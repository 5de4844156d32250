import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import type { Moderation } from '../sites/wire.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';

/** Closes, opens, or changes who reads first. Whoever has the thread open sees it at once. Doing it twice is doing it once. Refuses `thread_merged`. */
export async function setThread(
  { db, bus, now }: Deps,
  { member }: Pick<Actor, 'member'>,
  place: Place & { thread: Thread },
  to: { closed: boolean } | { moderation: Moderation | null },
) {
  const { id, spaceId } = place.thread;
  const at = now();
  const seq = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, member.id, spaceId);
      const { threads } = tx.t;
      if ((await threadIn(tx, id)).mergedIntoId !== null) throw new Refusal('thread_merged');
      const set = 'closed' in to ? { closedAt: to.closed ? at : null } : to;
      await tx.update(threads).set(set).where(eq(threads.id, id));
      return appendChange(tx, { threadId: id, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place.name },
  );
  bus.emit('thread.changed', { threadId: id, place: place.name, seq, kind: 'thread.changed' });
}
