import type { SurgeWire } from './wire.ts';

/** Fewer in a quarter of an hour is a conversation, whatever is usual there. */
const FLOOR = 12;
/** Two who answer each other fast are no crowd. */
const LEAST_AUTHORS = 4;
/** So many that wait, more than appear, and readers talk to a wall. */
const HELD_FLOOR = 10;
export const BUCKET_MS = 15 * 60_000;
/** A day of quarters: what is usual there. */
export const BUCKETS = 96;

/** Quarters of an hour, the present one first, and who wrote in it. */
export type Pace = { quarters: number[]; authors: number; held: number };

/**
 * Whether a thread leaves its normal band: more than mean + 3σ of its own quarters and a floor, by enough people; or more
 * held than shown. The figures are told with it, and a measure is proposed: a person poses it. null where all is as usual.
 */
export function surgeOf({ quarters: [now = 0, ...before], authors, held }: Pace): SurgeWire | null {
  const usual = before.reduce((sum, n) => sum + n, 0) / Math.max(1, before.length);
  const deviation = Math.sqrt(before.reduce((sum, n) => sum + (n - usual) ** 2, 0) / Math.max(1, before.length));
  const most = Math.max(FLOOR, usual + 3 * deviation);
  const figures = { now, usual: round(usual), most: round(most), authors, held };
  if (held >= HELD_FLOOR && held > now) return { ...figures, why: 'held', propose: 'before' };
  return now > most && authors >= LEAST_AUTHORS ? { ...figures, why: 'pace', propose: 'slow' } : null;
}

const round = (figure: number) => Math.round(figure * 10) / 10;
