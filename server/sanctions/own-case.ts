import { nextNumber } from '../cases/open-case.ts';
import { logCase } from '../cases/log.ts';
import type { Writer } from '../db/database.ts';

/**
 * A case of a member as such, decided as it is made: what a moderator does from the member's file has its number, its
 * decision and its log like everything else. Its decision is on version 1.
 */
export async function makeOwnCase(tx: Writer, { uid, siteId, memberId }: { uid: string; siteId: number; memberId: number }, at: Date) {
  const { cases } = tx.t;
  const [made] = await tx
    .insert(cases)
    .values({
      uid,
      siteId,
      number: await nextNumber(tx, siteId),
      memberId,
      state: 'decided',
      kind: 'reported',
      version: 2,
      reasons: [],
      weight: 0,
      urgency: at,
      openedAt: at,
      decidedAt: at,
    })
    .returning({ id: cases.id });
  await logCase(tx, { id: made!.id, siteId }, { act: 'opened', reasons: [], revision: 0 }, at);
  return { id: made!.id, siteId };
}
