import type { Writer } from '../db/database.ts';
import { tellFollowersSoon } from '../follows/tell-followers.ts';
import { tellOfPublication } from '../notifications/notify.ts';
import { kinds } from '../threads/kinds.ts';
import type { Thread } from '../threads/queries.ts';
import { tellOfOpening, tellWebhooks } from '../webhooks/tell.ts';
import type { PostIn } from './queries.ts';

/** Whoever it answers or calls, and the publisher's servers. Of a thread that nobody finds yet, once it opens (threads/timers.ts). */
export async function tellPublished(tx: Writer, post: PostIn, thread: Thread, at: Date) {
  if (isAwaited(thread, at)) return;
  await tellOfPublication(tx, post, at);
  if (!isOneOfMany(post, thread)) await tellFollowersSoon(tx, post, at);
  await tellWebhooks(tx, { event: 'post.published', siteId: post.siteId, subject: post.uid }, at);
  if (post.id === thread.openingId) await tellOfOpening(tx, post, at);
}

/** Who follows a live night reads it: they are told that it opens. */
const isOneOfMany = ({ id }: PostIn, { kind, openingId }: Thread) => kinds[kind].flows === true && id !== openingId;

/** Its opening is still to come. */
export const isAwaited = ({ opensAt }: Thread, at: Date) => opensAt !== null && opensAt > at;
