import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { insertNotice, type NewNotice } from './insert-notice.ts';

/** Whoever manages the site is told, once for one event. */
export async function tellManagers(tx: Writer, notice: Omit<NewNotice, 'memberId'>, at: Date): Promise<void> {
  const { members } = tx.t;
  const managers = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, notice.siteId), inArray(members.role, ['manager', 'admin']), isNull(members.goneAt)));
  for (const { id } of managers) await insertNotice(tx, { ...notice, memberId: id }, at);
}
