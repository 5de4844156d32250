import { hasOpenCase } from '../cases/open-case.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { postIn } from '../posts/queries.ts';
import { publish } from '../posts/transitions.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { dropKeys, takeKey } from './one-time-key.ts';
import { heldWithoutCase, setConfirmed } from './queries.ts';

/** Longer than any request: a post screened just before the proof and written just after it is found by then. */
const SECOND_LOOK_MS = 60_000;

/**
 * An address is proved: what its owner wrote and nothing else holds becomes public.
 * @returns where to go on, and how many posts came out; null for a spent link
 */
export async function confirmEmail(deps: Deps, secret: string): Promise<{ next: string; published: number } | null> {
  const at = deps.now();
  const key = await deps.db.write(async (tx) => {
    const taken = await takeKey(tx, 'confirm', secret, at);
    if (taken) await confirmIn(tx, taken.accountId!, at);
    return taken;
  });
  return key && { next: key.data.next ?? '/', published: await publishWaiting(deps, key.accountId!) };
}

/** In the transaction of the proof, whichever it is. Whoever calls it publishes what waits, at once; the outbox looks again. */
export async function confirmIn(tx: Writer, accountId: number, at: Date) {
  await dropKeys(tx, ['confirm'], accountId);
  if (await setConfirmed(tx, accountId, at))
    await addToOutbox(tx, { kind: 'account.confirmed', siteId: null, data: { accountId } }, new Date(at.getTime() + SECOND_LOOK_MS));
}

/** Makes public all that waited for the proof alone. Resolves with how many. */
export async function publishWaiting(deps: Deps, accountId: number): Promise<number> {
  const waiting = await heldWithoutCase(deps.db.read, accountId);
  let published = 0;
  for (const post of waiting) if (await publishOne(deps, post)) published++;
  return published;
}

async function publishOne({ db, bus, now }: Deps, { id, threadId }: { id: number; threadId: number }): Promise<boolean> {
  const { name: place } = (await findThreadPlace(db.read, threadId))!;
  const done = await db.write(
    async (tx) => {
      const post = (await postIn(tx, id))!;
      if (post.state !== 'held' || (await hasOpenCase(tx, id))) return null;
      return { authorId: post.authorId, seq: await publish(tx, post, now()) };
    },
    { lock: place },
  );
  if (!done) return false;
  bus.emit('thread.changed', { threadId, place, seq: done.seq, kind: 'post.published' });
  bus.emit('post.settled', { postId: id, place, authorId: done.authorId });
  return true;
}
