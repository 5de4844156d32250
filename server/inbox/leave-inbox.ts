import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { leaveRelays } from '../relays/pass-on.ts';
import { touchItems, type Item } from './write-item.ts';

/** Whoever leaves takes along what they wrote to the newsroom alone, and what it answered; what was theirs to do is nobody's. Doing it again does nothing more. */
export async function leaveInbox({ db, bus }: Deps, memberIds: number[]) {
  const left = await db.write(async (tx) => {
    await leaveRelays(tx, memberIds);
    return [...(await emptyConversations(tx, memberIds)), ...(await unassign(tx, memberIds))];
  });
  for (const siteId of new Set(left.map((item) => item.siteId))) bus.emit('inbox.changed', { siteId });
}

const EMPTY = {
  words: null,
  subject: null,
  articleId: null,
  labels: [],
  assigneeId: null,
  claimedBy: null,
  claimedUntil: null,
  snoozedUntil: null,
  thankedAt: null,
  mayThank: false,
  unread: false,
};

/** The rows stay, empty: desks are told by them that it is gone, those too that were away; and who is answering one is refused (the version). */
async function emptyConversations(tx: Writer, memberIds: number[]): Promise<Item[]> {
  const { inboxItems, inboxMessages, inboxActs } = tx.t;
  const emptied = await tx
    .update(inboxItems)
    .set({ ...EMPTY, version: sql`${inboxItems.version} + 1` })
    .where(and(inArray(inboxItems.memberId, [...memberIds, 0]), isNotNull(inboxItems.words)))
    .returning({ id: inboxItems.id, siteId: inboxItems.siteId });
  for (const { id, siteId } of emptied) {
    await tx.delete(inboxMessages).where(eq(inboxMessages.itemId, id));
    await tx.delete(inboxActs).where(eq(inboxActs.itemId, id));
    await touchItems(tx, siteId, [id]);
  }
  return emptied;
}

async function unassign(tx: Writer, memberIds: number[]): Promise<Item[]> {
  const { inboxItems } = tx.t;
  const freed = await tx
    .update(inboxItems)
    .set({ assigneeId: null })
    .where(inArray(inboxItems.assigneeId, [...memberIds, 0]))
    .returning({ id: inboxItems.id, siteId: inboxItems.siteId });
  for (const { id, siteId } of freed) await touchItems(tx, siteId, [id]);
  return freed;
}
