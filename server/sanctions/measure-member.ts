import { UNDO_MS } from '../cases/decide.ts';
import { findGround } from '../cases/ground.ts';
import { insertDecision } from '../cases/insert-decision.ts';
import { logCase } from '../cases/log.ts';
import { tellLater } from '../cases/tell-decision.ts';
import type { MeasureInput } from '../cases/wire.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { makeOwnCase } from './own-case.ts';
import { pose } from './pose.ts';
import { refuseUnlessBelow } from './rank.ts';

type Asked = {
  memberId: number;
  rule?: number | undefined;
  legalGround?: string | undefined;
  note: string;
  measures: MeasureInput[];
};

/**
 * Asks or refuses something of a member, from their file: a case and a decision of its own, a statement for each measure.
 * Told, and in force, when it can no longer be undone. Refuses `forbidden` above or beside oneself, `invalid` without a ground.
 */
export async function measureMember(deps: Deps, { site, member }: Staff, { memberId, measures, note, ...because }: Asked) {
  const ground = await findGround(deps, site, because);
  const at = deps.now();
  const tellAt = new Date(at.getTime() + UNDO_MS);
  const done = await deps.db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, null);
    await refuseUnlessBelow(tx, { actorId: member.id, memberId });
    const found = await makeOwnCase(tx, { uid: deps.newId(), siteId: site.id, memberId }, at);
    const input = { version: 1, revision: null, verdict: 'none' as const, note };
    const decision = await insertDecision(
      tx,
      { uid: deps.newId(), found, input, ground, postId: null, moderatorId: member.id, tellAt },
      at,
    );
    const why = { ruleId: ground.rule?.id ?? null, legalGround: ground.legalGround, passages: [], note, tellAt };
    const means = { source: 'voluntary' as const, automatedDetection: false, automatedDecision: false };
    const of = { decisionId: decision.id, siteId: site.id, memberId };
    await pose(tx, { ...of, measures, ground, site }, { ...why, ...means, newId: deps.newId }, at);
    await tellLater(tx, { decision, post: null, siteId: site.id }, tellAt);
    const entry = {
      act: 'decided' as const,
      by: member.uid,
      verdict: 'none',
      rule: ground.rule?.number ?? null,
      legalGround: ground.legalGround,
      measures: measures.map(({ kind }) => kind),
      version: 1,
      revision: null,
    };
    await logCase(tx, found, entry, at);
    return { caseId: found.id, decision: decision.uid };
  });
  deps.bus.emit('case.decided', { siteId: site.id, caseId: done.caseId });
  return { decision: done.decision, tellAt };
}
