import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { applyVerdict, type Change } from '../cases/apply-verdict.ts';
import { liftRestrictions } from '../cases/restrict.ts';
import { settleReports } from '../cases/settle-reports.ts';
import { drawAgain, type Drawing } from '../cases/take-out.ts';
import { learnAgain } from '../classifier/learn-again.ts';
import type { Writer } from '../db/database.ts';
import { correctNotices } from '../notices/settle-notices.ts';
import type { PostIn } from '../posts/queries.ts';
import type { AppealRecord } from './queries.ts';

type Reversed = { post: PostIn | null; appeal: AppealRecord; decisionId: number; drawing: Drawing };

/**
 * As if it had not been decided: what it took is given back, with its points, the post at the date it was written;
 * a picture that was taken out as well, whatever became of the post since; whoever had reported or notified it was not right, and their records say so.
 */
export async function reverse(tx: Writer, { post, appeal, decisionId, drawing }: Reversed, at: Date): Promise<Change> {
  const { decisionId: was, siteId, contestedCaseId: caseId } = appeal;
  const stands = post !== null && (await takesPost(tx, was));
  await clearPoints(tx, was);
  await compensate(tx, decisionId, was);
  const change = stands ? await applyVerdict(tx, post, 'restore', at) : null;
  await liftRestrictions(tx, { decisionId: was }, at);
  const drawn = post && appeal.verdict === 'take_out' ? await drawAgain(tx, post.id, drawing) : null;
  await settleReports(tx, caseId, false);
  await correctNotices(tx, { caseId, siteId, decisionId, outcome: 'not_acted' }, at);
  if (stands) await learnAgain(tx, siteId, at);
  return change ?? drawn;
}

/** What was contested stands, and what was said of the post; the other measures on its author are lifted, and no point is left of any. */
export async function reversePartly(tx: Writer, { decisionId, statementId }: AppealRecord, at: Date): Promise<void> {
  const { restrictions, statements } = tx.t;
  await clearPoints(tx, decisionId);
  const [contested] = await tx.select({ id: statements.restrictionId }).from(statements).where(eq(statements.id, statementId!));
  await tx
    .update(restrictions)
    .set({ liftedAt: at })
    .where(
      and(
        eq(restrictions.decisionId, decisionId),
        ne(restrictions.id, contested!.id),
        isNull(restrictions.postId),
        isNull(restrictions.liftedAt),
      ),
    );
}

const clearPoints = (tx: Writer, decisionId: number) =>
  tx.update(tx.t.restrictions).set({ points: 0, pointsUntil: null }).where(eq(tx.t.restrictions.decisionId, decisionId));

/** A later decision may have taken the post since: that one stands. A picture that was taken out is not the post. */
async function takesPost(tx: Writer, decisionId: number): Promise<boolean> {
  const { restrictions } = tx.t;
  const standing = and(
    eq(restrictions.decisionId, decisionId),
    isNotNull(restrictions.postId),
    ne(restrictions.kind, 'taking_out'),
    isNull(restrictions.liftedAt),
  );
  return (await tx.$count(restrictions, standing)) > 0;
}

/** One decision is taken back once: another appeal against it may come after. */
async function compensate(tx: Writer, decisionId: number, was: number) {
  const { decisions } = tx.t;
  if ((await tx.$count(decisions, eq(decisions.compensates, was))) > 0) return;
  await tx.update(decisions).set({ compensates: was }).where(eq(decisions.id, decisionId));
}
