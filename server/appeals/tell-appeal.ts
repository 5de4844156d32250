import { and, eq, isNull, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import type { AppealRecord } from './queries.ts';

type Answer = { appeal: AppealRecord; by: number; outcome: 'upheld' | 'partly' | 'reversed'; answer: string; alone: boolean };

/** All who contest this decision from the same side have one answer, each by their own letter. */
export async function answerAppeals(tx: Writer, { appeal, by, outcome, answer, alone }: Answer, at: Date): Promise<void> {
  const { appeals } = tx.t;
  const side = appeal.noticeId === null ? isNull(appeals.noticeId) : isNotNull(appeals.noticeId);
  const answered = await tx
    .update(appeals)
    .set({ state: outcome, decidedBy: by, alone, answer, decidedAt: at })
    .where(and(eq(appeals.decisionId, appeal.decisionId), eq(appeals.state, 'open'), side))
    .returning({ uid: appeals.uid });
  for (const { uid } of answered)
    await addToOutbox(tx, { kind: 'legal.appeal', siteId: appeal.siteId, data: { appeal: uid }, key: `legal.appeal ${uid}` }, at);
}

/** To whoever had decided otherwise. */
export const tellOverturned = (
  tx: Writer,
  { appealId, ...to }: { siteId: number; memberId: number; postId: number; appealId: number },
  at: Date,
) => insertNotice(tx, { ...to, kind: 'overturned', event: appealId }, at);
