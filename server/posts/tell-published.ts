import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { tellFollowersSoon } from '../follows/tell-followers.ts';
import { tellOfPublication } from '../notifications/notify.ts';
import { kinds } from '../threads/kinds.ts';
import { threadIn } from '../threads/queries.ts';
import { tellOfOpening, tellWebhooks } from '../webhooks/tell.ts';
import type { PostIn } from './queries.ts';

/** Whoever it answers or calls, and the publisher's servers. Of a thread that nobody finds yet, once it opens (threads/timers.ts). */
export async function tellPublished(tx: Writer, post: PostIn, at: Date) {
  if (await isAwaited(tx, post.threadId, at)) return;
  await tellOfPublication(tx, post, at);
  if (!(await isOneOfMany(tx, post))) await tellFollowersSoon(tx, post, at);
  await tellWebhooks(tx, { event: 'post.published', siteId: post.siteId, subject: post.uid }, at);
  await tellOfOpening(tx, post, at);
}

/** Who follows a live night reads it: they are told that it opens. */
async function isOneOfMany(tx: Writer, { id, threadId }: PostIn): Promise<boolean> {
  const { kind, openingId } = await threadIn(tx, threadId);
  return kinds[kind].flows === true && id !== openingId;
}

/** Its opening is still to come. */
export async function isAwaited(tx: Writer, threadId: number, at: Date): Promise<boolean> {
  const { threads } = tx.t;
  const [thread] = await tx.select({ opensAt: threads.opensAt }).from(threads).where(eq(threads.id, threadId));
  return thread!.opensAt !== null && thread!.opensAt > at;
}
