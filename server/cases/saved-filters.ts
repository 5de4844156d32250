import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import type { SavedFilterWire } from './wire.ts';

/** More is a list to search, not a menu. */
const MOST = 20;

export async function savedFilters(reader: Reader, memberId: number): Promise<SavedFilterWire[]> {
  const { savedFilters: table } = reader.t;
  return reader
    .select({ id: table.uid, name: table.name, query: table.query })
    .from(table)
    .where(eq(table.memberId, memberId))
    .orderBy(asc(table.id));
}

/** Under a name that is kept already, the new one takes its place. Refuses `invalid` once there are too many. */
export async function saveFilter(deps: Deps, { site, member }: Staff, { name, query }: { name: string; query: string }): Promise<void> {
  const uid = deps.newId();
  await deps.db.write(async (tx) => {
    const { savedFilters: table } = tx.t;
    const kept = await savedFilters(tx, member.id);
    if (kept.length >= MOST && !kept.some((one) => one.name === name))
      throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MOST }] } });
    await tx
      .insert(table)
      .values({ uid, siteId: site.id, memberId: member.id, name, query })
      .onConflictDoUpdate({ target: [table.memberId, table.name], set: { query } });
  });
}

/** Refuses `not_found` where it is not one's own. */
export async function removeFilter({ db }: Deps, { member }: Staff, uid: string): Promise<void> {
  const removed = await db.write((tx) => {
    const { savedFilters: table } = tx.t;
    return tx
      .delete(table)
      .where(and(eq(table.uid, uid), eq(table.memberId, member.id)))
      .returning({ id: table.id });
  });
  if (removed.length === 0) throw new Refusal('not_found');
}
