import type { Writer } from '../db/database.ts';
import type { Ground } from './ground.ts';
import type { DecisionInput } from './wire.ts';

export type NewDecision = {
  uid: string;
  found: { id: number; siteId: number };
  input: Pick<DecisionInput, 'version' | 'revision' | 'verdict' | 'note'>;
  ground: Ground;
  postId: number | null;
  /** null where nobody decided. */
  moderatorId: number | null;
  tellAt: Date;
};

export async function insertDecision(
  tx: Writer,
  { uid, found, input, ground, postId, moderatorId, tellAt }: NewDecision,
  at: Date,
): Promise<{ id: number; uid: string }> {
  const { decisions } = tx.t;
  const [decision] = await tx
    .insert(decisions)
    .values({
      uid,
      siteId: found.siteId,
      caseId: found.id,
      caseVersion: input.version,
      postId,
      revision: input.revision,
      moderatorId,
      verdict: input.verdict,
      ruleId: ground.rule?.id ?? null,
      legalGround: ground.legalGround,
      note: input.note ?? '',
      tellAt,
      at,
    })
    .returning({ id: decisions.id, uid: decisions.uid });
  return decision!;
}
