import { sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { isMail } from './kinds.ts';

type Counted = { siteId: number | null; kind: string };
type Count = { sent?: number; failed?: number; lost?: number };

/** Each of these mails left, did not this time, or never will. What is no mail, or of no site, is not measured. */
export async function countMails(tx: Writer, mails: Counted[], { sent = 0, failed = 0, lost = 0 }: Count, at: Date) {
  const { mailCounts } = tx.t;
  const day = at.toISOString().slice(0, 10);
  const measured = mails.flatMap(({ siteId, kind }) => (siteId !== null && isMail(kind) ? [{ siteId, kind }] : []));
  for (const [, some] of Map.groupBy(measured, ({ siteId, kind }) => `${siteId} ${kind}`)) {
    const n = some.length;
    await tx
      .insert(mailCounts)
      .values({ ...some[0]!, day, sent: n * sent, failed: n * failed, lost: n * lost })
      .onConflictDoUpdate({
        target: [mailCounts.siteId, mailCounts.day, mailCounts.kind],
        set: {
          sent: sql`${mailCounts.sent} + ${n * sent}`,
          failed: sql`${mailCounts.failed} + ${n * failed}`,
          lost: sql`${mailCounts.lost} + ${n * lost}`,
        },
      });
  }
}
