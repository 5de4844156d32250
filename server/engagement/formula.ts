import type { Deed, Formula, Level } from './wire.ts';

/** What a site begins with: what others made of somebody's words weighs, and that they came; words alone weigh nothing. */
export const OURS: Formula = {
  weights: { heard: 1, kept: 5, answered: 3, chosen: 5, thanked: 5, idea: 8, came: 4, report: 1 },
  thresholds: [20, 100, 400],
};
export const DEEDS = Object.keys(OURS.weights) as Deed[];

/** Days that count, the last of them yesterday. */
export const WINDOW_DAYS = 90;
/** Other people, beyond whom one more makes no difference. */
export const MOST_REACHED = 10;
/** Days without anything that counts, after which a level is at risk. */
export const RISK_DAYS = 30;
/** Of the next threshold. */
export const NEAR = 0.8;

/** Days on which each happened, and how many others answered. */
export type Tally = { days: Partial<Record<Deed, number>>; others: number };

/** Whole numbers from the first to the last: what anybody can do again by hand. */
export function measure({ weights, thresholds }: Formula, { days, others }: Tally) {
  const love = DEEDS.reduce((sum, deed) => sum + weights[deed] * (days[deed] ?? 0), 0);
  const reach = 1 + Math.min(others, MOST_REACHED);
  const gravity = love * reach;
  return { love, reach, gravity, level: (1 + thresholds.filter((threshold) => gravity >= threshold).length) as Level };
}

export function missingFor({ thresholds }: Formula, gravity: number): number | null {
  const next = thresholds.find((threshold) => gravity < threshold);
  return next === undefined ? null : next - gravity;
}
