import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { logCase } from './log.ts';
import { legalOf, nextNumber, urgencyOf, type Why } from './open-case.ts';
import { bitsOf } from './reasons.ts';

/** As `openCase`, about a member as such. */
export async function openMemberCase(
  tx: Writer,
  { siteId, memberId }: { siteId: number; memberId: number },
  why: Omit<Why, 'kind'>,
  at: Date,
): Promise<{ id: number; uid: string; opened: boolean }> {
  const { cases } = tx.t;
  const [open] = await tx
    .update(cases)
    .set({ version: sql`${cases.version} + 1`, ...(why.legal && { legal: true }) })
    .where(and(eq(cases.memberId, memberId), isNull(cases.postId), eq(cases.state, 'open')))
    .returning({ id: cases.id, uid: cases.uid });
  if (open) {
    await logCase(tx, { id: open.id, siteId }, why.entry, at);
    return { ...open, opened: false };
  }
  const [made] = await tx
    .insert(cases)
    .values({
      uid: why.uid,
      siteId,
      memberId,
      number: await nextNumber(tx, siteId),
      state: 'open',
      kind: 'held',
      reasons: why.reasons,
      reasonBits: bitsOf(why.reasons),
      weight: why.weight,
      urgency: urgencyOf(at, why.weight),
      ...legalOf(why),
      openedAt: at,
    })
    .returning({ id: cases.id });
  await logCase(tx, { id: made!.id, siteId }, why.entry, at);
  await tellWebhooks(tx, { event: 'case.opened', siteId, subject: why.uid }, at);
  return { id: made!.id, uid: why.uid, opened: true };
}
