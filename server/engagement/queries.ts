import { and, asc, count, desc, eq, gte, lt, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { missingFor, NEAR, OURS, RISK_DAYS } from './formula.ts';
import type { EngagedRow, EngagementOf, EngagementWire, Formula } from './wire.ts';

/** Of a list. */
const SHOWN = 20;
/** Of a member's history. */
const CHANGES = 24;

type Site = { id: number; timeZone: string };

/** 1 is ours, before anybody changed it. */
export async function formulaOf(reader: Reader, siteId: number): Promise<{ version: number; formula: Formula; countedFor: string | null }> {
  const { engagementFormulas } = reader.t;
  const [row] = await reader.select().from(engagementFormulas).where(eq(engagementFormulas.siteId, siteId));
  return { version: row?.version ?? 1, formula: row?.formula ?? OURS, countedFor: row?.countedFor ?? null };
}

export async function engagementOn(reader: Reader, site: Site, now: Date): Promise<EngagementWire> {
  const { engagements } = reader.t;
  const known = await formulaOf(reader, site.id);
  const { thresholds } = known.formula;
  const counts = await reader
    .select({ level: engagements.level, n: count() })
    .from(engagements)
    .where(eq(engagements.siteId, site.id))
    .groupBy(engagements.level);
  const near = thresholds.map((threshold) =>
    and(gte(engagements.gravity, Math.ceil(threshold * NEAR)), lt(engagements.gravity, threshold)),
  );
  const quietSince = daysAfter(dateIn(now, site.timeZone), -RISK_DAYS);
  return {
    ...known,
    levels: [1, 2, 3, 4].map((level) => counts.find((row) => row.level === level)?.n ?? 0) as EngagementWire['levels'],
    near: await rowsWhere(reader, site.id, known.formula, or(...near)!),
    risk: await rowsWhere(reader, site.id, known.formula, and(gte(engagements.level, 2), lt(engagements.lastOn, quietSince))!),
  };
}

/** The nearest to their next level, and to lose most, first. Index: engagements_site. */
async function rowsWhere(reader: Reader, siteId: number, formula: Formula, where: SQL): Promise<EngagedRow[]> {
  const { engagements, members } = reader.t;
  const rows = await reader
    .select({ id: members.uid, name: members.name, level: engagements.level, gravity: engagements.gravity, lastOn: engagements.lastOn })
    .from(engagements)
    .innerJoin(members, eq(members.id, engagements.memberId))
    .where(and(eq(engagements.siteId, siteId), where))
    .orderBy(desc(engagements.level), desc(engagements.gravity), asc(engagements.memberId))
    .limit(SHOWN);
  return rows.map((row) => ({ ...row, missing: missingFor(formula, row.gravity) }));
}

/** null where nothing was counted, and they do not object. */
export async function engagementOf(
  reader: Reader,
  { siteId, memberId }: { siteId: number; memberId: number },
): Promise<EngagementOf | null> {
  const { engagements, engagementChanges, engagementObjections } = reader.t;
  const [row] = await reader.select().from(engagements).where(eq(engagements.memberId, memberId));
  const objects = (await reader.$count(engagementObjections, eq(engagementObjections.memberId, memberId))) > 0;
  if (!row && !objects) return null;
  const { formula } = await formulaOf(reader, siteId);
  const history = await reader
    .select({ on: engagementChanges.day, from: engagementChanges.from, to: engagementChanges.to })
    .from(engagementChanges)
    .where(eq(engagementChanges.memberId, memberId))
    .orderBy(desc(engagementChanges.day))
    .limit(CHANGES);
  const { level, love, reach, gravity } = row ?? { level: 1 as const, love: 0, reach: 1, gravity: 0 };
  return { level, love, reach, gravity, missing: missingFor(formula, gravity), objects, history };
}
