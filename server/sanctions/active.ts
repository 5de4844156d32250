import { and, asc, eq, sql } from 'drizzle-orm';
import type { MeasureKind } from '../cases/wire.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';

/** What is asked or refused of a member at this moment. */
export type Active = {
  id: number;
  kind: MeasureKind;
  until: Date | null;
  /** Of `slow`: between two posts. */
  seconds: number | null;
  /** The outside id of its statement, by which it is named. */
  statement: string;
  note: string;
  ruleNumber: number | null;
  ruleTitle: string | null;
  from: Date;
};

/**
 * Everything in force against a member, the oldest first; a warning until they have said they read it. Its end is a
 * condition of this reading, no job. Index: restrictions_member.
 */
export async function activeRestrictions(reader: Reader, memberId: number, now: Date): Promise<Active[]> {
  const { restrictions, statements, rules } = reader.t;
  const query = preparedRows(reader, 'active restrictions', () =>
    reader
      .select({
        id: restrictions.id,
        kind: restrictions.kind,
        until: restrictions.until,
        seconds: restrictions.seconds,
        statement: statements.uid,
        note: statements.note,
        ruleNumber: rules.number,
        ruleTitle: rules.title,
        from: restrictions.from,
      })
      .from(restrictions)
      .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
      .leftJoin(rules, eq(rules.id, statements.ruleId))
      .where(
        and(
          eq(restrictions.memberId, sql.placeholder('memberId')),
          sql`${restrictions.postId} is null and ${restrictions.liftedAt} is null and ${restrictions.acknowledgedAt} is null`,
          sql`${restrictions.from} <= ${sql.param(sql.placeholder('now'), restrictions.from)}`,
          sql`(${restrictions.until} is null or ${restrictions.until} > ${sql.param(sql.placeholder('now'), restrictions.until)})`,
        ),
      )
      .orderBy(asc(restrictions.id)),
  );
  return (await query({ memberId, now })) as Active[];
}

/** What they are to read before they write again. */
export const warningsOf = async ({ db, now }: Pick<Deps, 'db' | 'now'>, memberId: number): Promise<Active[]> =>
  (await activeRestrictions(db.read, memberId, now())).filter(({ kind }) => kind === 'warning');
