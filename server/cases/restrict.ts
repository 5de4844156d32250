import { and, eq, isNull, ne, type SQL } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { addToOutbox } from '../events/outbox.ts';
import { lawIn } from '../sites/law.ts';
import type { RestrictionKind } from './wire.ts';

/** What is taken from whom. `postId` null restricts the member as such; `until` null stands until it is lifted. */
export type Restriction = {
  decisionId: number;
  siteId: number;
  memberId: number;
  postId: number | null;
  kind: RestrictionKind;
  until?: Date | null;
  /** Of `slow`: between two posts. */
  seconds?: number | null;
  points?: number;
  pointsUntil?: Date | null;
};

/** Why: by a rule of the charter, by the law, or by both (DSA, art. 17(3)). `tellAt`: when its author is told; null at once. */
export type Reasons = {
  uid: string;
  ruleId: number | null;
  legalGround: string | null;
  passages: string[];
  note: string;
  source: 'voluntary' | 'notice' | 'report';
  automatedDetection: boolean;
  automatedDecision: boolean;
  tellAt: Date | null;
  /** A letter of its own kind tells of it and of others (sanctions/mails.ts). */
  together?: true;
};

/**
 * Restricts, and states the reasons, in the transaction of the decision: the only place that writes either, so that
 * neither is ever there alone (DSA, art. 17). Once they may be told, all of a decision go by one letter. Gives its id.
 */
export async function restrict(tx: Writer, what: Restriction, { together, ...why }: Reasons, at: Date): Promise<number> {
  if (why.ruleId === null && why.legalGround === null) throw new Error('a restriction needs a ground');
  const { restrictions, statements } = tx.t;
  const toldAt = why.tellAt ?? at;
  const { contestMonths } = await lawIn(tx, what.siteId);
  // What a member is asked or refused begins when they are told of it.
  const [made] = await tx
    .insert(restrictions)
    .values({ ...what, from: what.postId === null ? toldAt : at })
    .returning({ id: restrictions.id });
  await tx.insert(statements).values({
    ...why,
    siteId: what.siteId,
    restrictionId: made!.id,
    postId: what.postId,
    memberId: what.memberId,
    kind: what.kind,
    until: what.until ?? null,
    contestableUntil: contestableUntil(toldAt, contestMonths),
    at,
  });
  if (together) return made!.id;
  const { decisionId: decision, siteId } = what;
  await addToOutbox(tx, { kind: 'statement.mail', siteId, data: { decision }, key: letterKey(decision) }, toldAt);
  return made!.id;
}

export const letterKey = (decision: number) => `statements of ${decision}`;

/** What stands no longer, of a post as a whole or by a decision; what was stated stays said. */
export async function liftRestrictions(tx: Writer, which: { postId: number } | { decisionId: number }, at: Date): Promise<void> {
  const { restrictions } = tx.t;
  const of = 'postId' in which ? ofPost(tx, which.postId) : eq(restrictions.decisionId, which.decisionId);
  await tx
    .update(restrictions)
    .set({ liftedAt: at })
    .where(and(of, isNull(restrictions.liftedAt)));
}

/** A picture that was taken out of it stays so, whatever becomes of the post. */
const ofPost = ({ t: { restrictions } }: Reader, postId: number): SQL =>
  and(eq(restrictions.postId, postId), ne(restrictions.kind, 'taking_out'))!;

/** Whether the post as a whole stands taken. */
export async function isTaken(reader: Reader, postId: number): Promise<boolean> {
  const { restrictions } = reader.t;
  return (await reader.$count(restrictions, and(ofPost(reader, postId), isNull(restrictions.liftedAt)))) > 0;
}

/** Whether something of this post stands taken, be it a picture: what its author makes of it is read again. */
export async function isRestricted(tx: Writer, postId: number): Promise<boolean> {
  const { restrictions } = tx.t;
  return (await tx.$count(restrictions, and(eq(restrictions.postId, postId), isNull(restrictions.liftedAt)))) > 0;
}

/** Until when a decision can be contested here, from when it was told (DSA, art. 20(1)). */
export function contestableUntil(toldAt: Date, months: number): Date {
  const until = new Date(toldAt);
  until.setUTCMonth(until.getUTCMonth() + months);
  // The 31st of August and six months is the last of February, not the third of March.
  if (until.getUTCDate() !== toldAt.getUTCDate()) until.setUTCDate(0);
  return until;
}
