// The rows of the inbox, as they change: each change takes the site's next number, and leaves its line of history.
import { eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { uuidv7 } from '../ids.ts';
import type { InboxAct } from './wire.ts';

export type Item = { id: number; siteId: number };
type Row = Writer['t']['inboxItems']['$inferInsert'];
type Done = {
  act: InboxAct;
  byId: number | null;
  text?: string;
  facts?: Writer['t']['inboxActs']['$inferInsert']['facts'];
};

/** Of the change that is made in this transaction. */
export async function nextSeq(tx: Writer, siteId: number): Promise<number> {
  const { sites } = tx.t;
  const [row] = await tx
    .update(sites)
    .set({ lastInbox: sql`${sites.lastInbox} + 1` })
    .where(eq(sites.id, siteId))
    .returning({ seq: sites.lastInbox });
  return row!.seq;
}

/** Nothing that two people could decide differently: whose it is for three minutes, that readers see it again. Each its own number: a page of changes ends anywhere. */
export async function touchItems(tx: Writer, siteId: number, ids: number[]) {
  const { inboxItems } = tx.t;
  for (const id of ids) {
    const seq = await nextSeq(tx, siteId);
    await tx.update(inboxItems).set({ seq }).where(eq(inboxItems.id, id));
  }
}

export async function changeRow(tx: Writer, item: Item, to: Partial<Row>, done: Done, at: Date): Promise<string> {
  const { inboxItems } = tx.t;
  await tx
    .update(inboxItems)
    .set({ ...to, seq: await nextSeq(tx, item.siteId), version: sql`${inboxItems.version} + 1` })
    .where(eq(inboxItems.id, item.id));
  return noteAct(tx, item, done, at);
}

/** @returns its outside id */
export async function noteAct(tx: Writer, { id: itemId, siteId }: Item, { facts, ...done }: Done, at: Date): Promise<string> {
  const uid = uuidv7(at.getTime());
  await tx.insert(tx.t.inboxActs).values({ ...done, facts: facts ?? null, uid, siteId, itemId, at });
  return uid;
}
