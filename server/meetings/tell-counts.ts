import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { appendChange, findThreadPlace, type Change, type Thread } from '../threads/queries.ts';
import type { ThreadWire } from '../threads/wire.ts';
import { stateOf } from './policy.ts';
import { meetingIn } from './queries.ts';
import { sayCounts } from './say-counts.ts';

export type Answered = { threadId: number };
const keyOf = (threadId: number) => `event.answered:${threadId}`;

/** Whatever a crowd answers before the outbox next runs, the thread tells as one change. */
export const tellCountsSoon = (tx: Writer, { siteId, threadId }: { siteId: number; threadId: number }, at: Date) =>
  addToOutbox(tx, { kind: 'event.answered', siteId, data: { threadId } satisfies Answered, key: keyOf(threadId) }, at);

/** Its entry goes with the change it makes: an answer that comes after finds none, and makes another. */
export async function tellCounts({ db, bus, now }: Deps, { threadId }: Answered) {
  const { name: place } = (await findThreadPlace(db.read, threadId))!;
  const change = { threadId, kind: 'thread.changed' as const };
  const seq = await db.write(
    async (tx) => {
      await tx.delete(tx.t.outbox).where(eq(tx.t.outbox.key, keyOf(threadId)));
      return appendChange(tx, { ...change, postId: null, count: 0, at: now() });
    },
    { lock: place },
  );
  bus.emit('thread.changed', { ...change, place, seq });
}

/** How many come, to whoever reads it; what is written below changes nothing of that. */
export async function readCounts(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id }: Pick<Thread, 'id'>,
  changes?: Change[],
): Promise<Pick<ThreadWire, 'event'>> {
  if (changes && !changes.some(({ kind }) => kind === 'thread.changed')) return {};
  const meeting = await meetingIn(db.read, id);
  if (!meeting) return {};
  const { comes, maybes, waits, sequence } = meeting;
  const counts = { ...meeting, state: stateOf(meeting, now()) };
  return { event: { comes, maybes, waits, sequence, said: { fr: sayCounts('fr', counts), en: sayCounts('en', counts) } } };
}
