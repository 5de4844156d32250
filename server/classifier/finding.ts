import type { Finding } from '../moderation/screen.ts';
import type { Head, Score } from './model.ts';

/** What a site sets. */
type Thresholds = {
  /** From this score on it is told to the queue, and ranks there. */
  sortFrom: number;
  /** From this score on a post waits to be read; null: none does. */
  holdFrom: number | null;
};

/** At a score of 1: less than a banned word, for a list says what somebody decided. */
const MOST_WEIGHT = 4;

/** What the model has to say about a post. It ranks, and at the most asks that somebody read; it refuses nothing. */
export function findingOf(head: Head, score: Score, { sortFrom, holdFrom }: Thresholds): Finding | null {
  const reached = score[head];
  if (reached < sortFrom) return null;
  return {
    phase: head,
    effect: holdFrom !== null && reached >= holdFrom ? 'hold' : 'flag',
    weight: rounded((MOST_WEIGHT * (reached - sortFrom)) / (1 - sortFrom || 1)),
    evidence: score.passages[head],
    facts: { score: rounded(reached) },
  };
}

const rounded = (value: number) => Math.round(value * 100) / 100;
