import type { Writer } from '../db/database.ts';

/** Whether something leaves by mail, and when, is looked at soon (letters.ts). */
export async function awaitLetters(tx: Writer, { siteId, memberIds }: { siteId: number; memberIds: number[] }, at: Date) {
  if (memberIds.length === 0) return;
  const { noticeSettings } = tx.t;
  await tx
    .insert(noticeSettings)
    .values(memberIds.map((memberId) => ({ memberId, siteId, dueAt: at })))
    .onConflictDoUpdate({ target: noticeSettings.memberId, set: { dueAt: at } });
}
