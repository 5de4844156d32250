import type { MeasureKind } from '../cases/wire.ts';
import type { Ladder } from '../sites/wire.ts';

const DAY_MS = 86_400_000;

/** Where a site says nothing else: a month and a half of calm and a slip is forgotten. */
export const LADDER: Ladder = {
  points: { warning: 1, slow: 1, approval: 2, suspension: 3, ban: 0 },
  rules: {},
  lapseDays: 45,
  steps: [
    { from: 1, kind: 'warning', hours: null },
    { from: 3, kind: 'approval', hours: 7 * 24 },
    { from: 5, kind: 'suspension', hours: 3 * 24 },
    { from: 8, kind: 'suspension', hours: 30 * 24 },
    { from: 12, kind: 'ban', hours: null },
  ],
};

/** What a measure weighs, by its kind and the rule it rests on, and when that is forgotten. */
export function pointsOf({ points, rules, lapseDays }: Ladder, { kind, rule }: { kind: MeasureKind; rule: number | null }, at: Date) {
  const weight = points[kind] + (rule === null ? 0 : (rules[rule] ?? 0));
  return { points: weight, pointsUntil: weight > 0 ? new Date(at.getTime() + lapseDays * DAY_MS) : null };
}

/**
 * What the ladder would have a person pose next, by the points that have not lapsed and what the next measure adds: the
 * desk proposes it, nothing poses it by itself.
 */
export function proposed({ points, steps }: Ladder, standing: number): Ladder['steps'][number] {
  const next = standing + points.warning;
  return steps.findLast(({ from }) => next >= from) ?? steps[0]!;
}
