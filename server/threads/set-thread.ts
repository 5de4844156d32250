import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import type { Moderation } from '../sites/wire.ts';
import { kindDetails } from './kind-details.ts';
import { setTags, type Tag } from './tags.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';

/** Closes, opens, names, tags, puts into a space, or changes who reads first. Whoever has the thread open sees it at once. Doing it twice is doing it once. Refuses `thread_merged`. */
export async function setThread(
  { db, bus, now }: Deps,
  { member }: Pick<Actor, 'member'>,
  place: Place & { thread: Thread },
  to: { closed: boolean } | { moderation: Moderation | null } | { title: string; spaceId: number | null; keptOpen: boolean; tags: Tag[] },
) {
  const { id, spaceId } = place.thread;
  const at = now();
  const seq = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, member.id, spaceId);
      const { threads } = tx.t;
      if ((await threadIn(tx, id)).mergedIntoId !== null) throw new Refusal('thread_merged');
      if ('spaceId' in to && to.spaceId !== spaceId) await putInto(tx, { id, memberId: member.id, spaceId: to.spaceId });
      const { tags, ...said } = 'tags' in to ? to : { ...to, tags: null };
      const set = 'closed' in said ? { closedAt: said.closed ? at : null } : said;
      await tx.update(threads).set(set).where(eq(threads.id, id));
      if ('closed' in to && to.closed) await kindDetails[place.thread.kind]?.closed?.(tx, place.thread, at);
      if (tags) await setTags(tx, place.thread, tags);
      if ('title' in to) await findAnew(tx, id);
      return appendChange(tx, { threadId: id, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place.name },
  );
  bus.emit('thread.changed', { threadId: id, place: place.name, seq, kind: 'thread.changed' });
}

/** Only among the spaces they moderate. Its cases go along. */
async function putInto(tx: Writer, { id, memberId, spaceId }: { id: number; memberId: number; spaceId: number | null }) {
  await refuseUnlessModerator(tx, memberId, spaceId);
  await tx.update(tx.t.cases).set({ spaceId }).where(eq(tx.t.cases.threadId, id));
  // It stood first among others.
  await tx.update(tx.t.threads).set({ pinnedAt: null }).where(eq(tx.t.threads.id, id));
}

/** What search knows of it is no longer so. */
async function findAnew(tx: Writer, id: number) {
  const { threads, posts } = tx.t;
  await tx.update(threads).set({ unindexed: true }).where(eq(threads.id, id));
  await tx.update(posts).set({ unindexed: true }).where(eq(posts.threadId, id));
}
