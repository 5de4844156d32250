// Whose something of the desk's is for now: a case, an item of the inbox. In rows, so that a second process finds it as it was.
import { and, eq, isNull, lte, ne, or, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/** How long it is somebody's without a sign from their screen. */
const CLAIM_MS = 180_000;

type Claimable = Tables['cases'] | Tables['inboxItems'];
type Claiming = { id: number; memberId: number; at: Date };

/**
 * Three minutes, unless it is another's and one does not `take` it over. One has one at a time.
 * @returns the others that are free again by that; null where it stays another's
 */
export async function hold(
  tx: Writer,
  table: Claimable,
  { id, memberId, at, take, where }: Claiming & { take: boolean; where: SQL },
): Promise<number[] | null> {
  const claimed = await tx
    .update(table)
    .set({ claimedBy: memberId, claimedUntil: new Date(at.getTime() + CLAIM_MS) })
    .where(and(eq(table.id, id), where, take ? undefined : notAnothers(table, memberId, at)))
    .returning({ id: table.id });
  if (claimed.length === 0) return null;
  return letGo(tx, table, and(eq(table.claimedBy, memberId), ne(table.id, id))!);
}

/** Nothing happens where it is no longer one's own. */
export const release = (tx: Writer, table: Claimable, { id, memberId }: Omit<Claiming, 'at'>): Promise<number[]> =>
  letGo(tx, table, and(eq(table.id, id), eq(table.claimedBy, memberId))!);

/** In the transaction that is done with it: whether it was nobody else's. */
export const endHold = async (tx: Writer, table: Claimable, { id, memberId, at }: Claiming): Promise<boolean> =>
  (await letGo(tx, table, and(eq(table.id, id), notAnothers(table, memberId, at))!)).length > 0;

const notAnothers = (table: Claimable, memberId: number, at: Date) =>
  or(isNull(table.claimedBy), eq(table.claimedBy, memberId), lte(table.claimedUntil, at));

async function letGo(tx: Writer, table: Claimable, where: SQL): Promise<number[]> {
  const left = await tx.update(table).set({ claimedBy: null, claimedUntil: null }).where(where).returning({ id: table.id });
  return left.map(({ id }) => id);
}
