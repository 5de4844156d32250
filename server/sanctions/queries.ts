import { and, desc, eq, gt, isNull, sum } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { LADDER, proposed } from './ladder.ts';
import { countLeft } from './remove-posts.ts';
import { countTaken } from './restore-posts.ts';
import type { RemovalWire } from './wire.ts';

export async function siteOfStatement(reader: Reader, uid: string): Promise<number | null> {
  const { statements } = reader.t;
  const [row] = await reader.select({ siteId: statements.siteId }).from(statements).where(eq(statements.uid, uid));
  return row?.siteId ?? null;
}

/** The post that a member was warned about; null where it was about none, or is not their warning. */
export async function postOfWarning(reader: Reader, memberId: number, uid: string): Promise<number | null> {
  const { statements, restrictions, decisions } = reader.t;
  const [row] = await reader
    .select({ postId: decisions.postId })
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .innerJoin(decisions, eq(decisions.id, restrictions.decisionId))
    .where(and(eq(statements.uid, uid), eq(statements.memberId, memberId)));
  return row?.postId ?? null;
}

/** The points that stand against a member, and what comes next by the site's ladder. Index: restrictions_member. */
export async function ladderOf(reader: Reader, { settings }: Pick<Site, 'settings'>, memberId: number, now: Date) {
  const { restrictions: r } = reader.t;
  const [row] = await reader
    .select({ points: sum(r.points).mapWith(Number) })
    .from(r)
    .where(and(eq(r.memberId, memberId), isNull(r.liftedAt), gt(r.pointsUntil, now)));
  const points = row?.points ?? 0;
  const { kind, hours } = proposed(settings.ladder ?? LADDER, points);
  return { points, kind, hours };
}

/** How far the removal of all their posts has come, where one was asked for; the last of them. */
export async function removalOf(reader: Reader, memberId: number): Promise<RemovalWire | null> {
  const { decisions, cases, restrictions } = reader.t;
  const back = alias(decisions, 'back');
  const [asked] = await reader
    .select({ id: decisions.id, uid: decisions.uid, at: decisions.at, restoredAt: back.at })
    .from(cases)
    .innerJoin(decisions, eq(decisions.caseId, cases.id))
    .leftJoin(back, eq(back.compensates, decisions.id))
    .where(and(eq(cases.memberId, memberId), isNull(cases.postId), eq(decisions.verdict, 'reject')))
    .orderBy(desc(decisions.id))
    .limit(1);
  if (!asked) return null;
  const { restoredAt } = asked;
  return {
    id: asked.uid,
    at: asked.at.toISOString(),
    done: await reader.$count(restrictions, eq(restrictions.decisionId, asked.id)),
    left: restoredAt ? 0 : await countLeft(reader, { memberId, upTo: asked.at }),
    restored: restoredAt && { at: restoredAt.toISOString(), left: await countTaken(reader, asked.id) },
  };
}
