import { and, eq, sql } from 'drizzle-orm';
import { preparedRows, type Reader, type Writer } from '../db/database.ts';
import { uuidv7 } from '../ids.ts';
import type { WebhookEvent } from './wire.ts';

/** `subject` is the outside id of the post, the thread, the case, the report or the member. */
type Fact = { event: WebhookEvent; siteId: number; subject: string };

/**
 * In the transaction of what it tells, so that neither exists without the other: a delivery for each address of the
 * site that asks for this event. Costs one prepared read where there is none.
 */
export async function tellWebhooks(tx: Writer, { event, siteId, subject }: Fact, at: Date) {
  const asking = (await webhooksInForce(tx, siteId)).filter(({ events }) => events.includes(event));
  for (const { id } of asking) await insertDelivery(tx, { siteId, webhookId: id, event, subject, at });
}

/** The same for a conversation that readers find from now on: where the post is what it opens with. */
export async function tellOfOpening(tx: Writer, post: { id: number; siteId: number }, at: Date) {
  const asking = (await webhooksInForce(tx, post.siteId)).some(({ events }) => events.includes('thread.opened'));
  if (!asking) return;
  const { threads } = tx.t;
  const [thread] = await tx.select({ uid: threads.uid }).from(threads).where(eq(threads.openingId, post.id));
  if (thread) await tellWebhooks(tx, { event: 'thread.opened', siteId: post.siteId, subject: thread.uid }, at);
}

export async function insertDelivery(
  tx: Writer,
  { at, ...row }: { siteId: number; webhookId: number; event: WebhookEvent | 'test'; subject: string; at: Date },
): Promise<string> {
  const uid = uuidv7(at.getTime());
  await tx.insert(tx.t.deliveries).values({ ...row, uid, state: 'waiting', createdAt: at, nextTryAt: at });
  return uid;
}

function webhooksInForce(reader: Reader, siteId: number) {
  const { webhooks } = reader.t;
  const query = preparedRows(reader, 'webhooks in force', () =>
    reader
      .select({ id: webhooks.id, events: webhooks.events })
      .from(webhooks)
      .where(and(eq(webhooks.siteId, sql.placeholder('siteId')), eq(webhooks.enabled, true))),
  );
  return query({ siteId });
}
