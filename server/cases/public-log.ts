import { and, count, desc, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

type Of = { siteId: number; since: Date };

/** Index: decisions_site. Those that were undone before anybody was told of them are none. */
export async function decisionsByGround(reader: Reader, { siteId, since }: Of) {
  const { decisions, rules } = reader.t;
  const n = count();
  const automatic = isNull(decisions.moderatorId);
  const rows = await reader
    .select({
      rule: rules.number,
      ruleTitle: rules.title,
      legalGround: decisions.legalGround,
      verdict: decisions.verdict,
      automatic: sql`${automatic}`.mapWith(Boolean),
      n,
    })
    .from(decisions)
    .leftJoin(rules, eq(rules.id, decisions.ruleId))
    .where(and(eq(decisions.siteId, siteId), gte(decisions.at, since), isNull(decisions.compensates)))
    .groupBy(rules.number, rules.title, decisions.legalGround, decisions.verdict, automatic)
    .orderBy(desc(n));
  return rows;
}

export async function noticeOutcomes(reader: Reader, { siteId, since }: Of) {
  const { notices } = reader.t;
  const rows = await reader
    .select({ outcome: notices.outcome, n: count() })
    .from(notices)
    .where(and(eq(notices.siteId, siteId), gte(notices.at, since)))
    .groupBy(notices.outcome);
  return { n: rows.reduce((sum, row) => sum + row.n, 0), acted: rows.find(({ outcome }) => outcome === 'acted')?.n ?? 0 };
}

/** Index: appeals_site. */
export async function appealOutcomes(reader: Reader, { siteId, since }: Of) {
  const { appeals } = reader.t;
  const rows = await reader
    .select({ state: appeals.state, n: count() })
    .from(appeals)
    .where(and(eq(appeals.siteId, siteId), gte(appeals.at, since)))
    .groupBy(appeals.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { n: rows.reduce((sum, row) => sum + row.n, 0), reversed: of('reversed'), partly: of('partly') };
}
