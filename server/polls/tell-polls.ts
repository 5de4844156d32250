import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { appendChange } from '../threads/queries.ts';
import { keyOf } from './insert-poll.ts';
import { findPoll } from './queries.ts';

export const pollOutbox = (deps: Deps): OutboxHandlers => ({
  'poll.changed': ({ poll }: { poll: string }) => tellPoll(deps, poll),
});

/** Its entry goes with the change it makes: a vote that comes after finds none, and makes another. */
async function tellPoll({ db, bus, now }: Deps, uid: string) {
  const found = await findPoll(db.read, uid);
  if (!found) return;
  const { name: place, thread } = found.place;
  const change = { threadId: thread.id, kind: 'thread.changed' as const };
  const seq = await db.write(
    async (tx) => {
      await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.key, keyOf(uid)));
      return appendChange(tx, { ...change, postId: null, count: 0, at: now() });
    },
    { lock: place },
  );
  bus.emit('thread.changed', { ...change, place, seq });
}
