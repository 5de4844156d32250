import { and, eq, isNull, sql } from 'drizzle-orm';
import { logCase } from '../cases/log.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { refuseUnlessBelow } from './rank.ts';

/**
 * Ends what was asked or refused of a member before its time, with a reason that they are told: a decision of its own.
 * Its points go with it. Refuses `not_found` for another site's, `forbidden` above or beside oneself; lifted already, it is done.
 */
export async function liftMeasure(deps: Deps, { site, member }: Staff, { statement, reason }: { statement: string; reason: string }) {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, null);
    const measure = await measureIn(tx, site.id, statement);
    await refuseUnlessBelow(tx, { actorId: member.id, memberId: measure.memberId });
    const { restrictions, decisions, cases } = tx.t;
    const lifted = await tx
      .update(restrictions)
      .set({ liftedAt: at })
      .where(and(eq(restrictions.id, measure.id), isNull(restrictions.liftedAt)))
      .returning({ id: restrictions.id });
    if (lifted.length === 0) return;
    const { caseId, siteId } = measure;
    const [raised] = await tx
      .update(cases)
      .set({ version: sql`${cases.version} + 1` })
      .where(eq(cases.id, caseId))
      .returning({ version: cases.version });
    const of = { siteId, caseId, caseVersion: raised!.version - 1, postId: measure.postId, revision: measure.revision };
    await tx.insert(decisions).values({ ...of, uid: deps.newId(), moderatorId: member.id, verdict: 'none', note: reason, at });
    await logCase(tx, { id: caseId, siteId }, { act: 'lifted', by: member.uid, kind: measure.kind, reason }, at);
    await addToOutbox(tx, { kind: 'lifted.mail', siteId, data: { statement, reason }, key: `lifted ${statement}` }, at);
  });
}

async function measureIn(tx: Writer, siteId: number, statement: string) {
  const { restrictions, statements, decisions } = tx.t;
  const [row] = await tx
    .select({
      id: restrictions.id,
      siteId: restrictions.siteId,
      memberId: statements.memberId,
      kind: restrictions.kind,
      caseId: decisions.caseId,
      postId: decisions.postId,
      revision: decisions.revision,
    })
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .innerJoin(decisions, eq(decisions.id, restrictions.decisionId))
    .where(and(eq(statements.uid, statement), eq(statements.siteId, siteId), isNull(statements.postId)));
  if (!row) throw new Refusal('not_found');
  return row;
}
