import { and, eq, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import type { PostIn } from '../posts/queries.ts';

type Decided = { decisionId: number; caseId: number; post: PostIn; by: number | null };

/** What came of it, to all who had reported, once a decision; whoever decided knows. Index: reports_case. */
export async function tellReporters(tx: Writer, { decisionId, caseId, post, by }: Decided, at: Date) {
  const { reports } = tx.t;
  const settled = await tx
    .select({ memberId: reports.reporterId, upheld: reports.upheld })
    .from(reports)
    .where(and(eq(reports.caseId, caseId), isNotNull(reports.upheld)));
  for (const { memberId, upheld } of settled)
    if (memberId !== by) {
      const kind = upheld ? ('report_upheld' as const) : ('report_refused' as const);
      await insertNotice(tx, { siteId: post.siteId, memberId, kind, postId: post.id, event: decisionId }, at);
    }
}
