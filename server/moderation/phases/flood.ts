import type { Phase } from '../screen.ts';

/** More than this many posts in ten minutes is no longer a conversation; a live night has a pace of its own. The rate limit stops bursts; this sees persistence. */
export const USUAL_PACE = 8;
const WINDOW_MS = 600_000;

export const flood: Phase = ({ latest, pace, now }) => {
  const posts = latest.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < WINDOW_MS).length + 1;
  return posts > pace ? { phase: 'flood', effect: 'hold', weight: 3, evidence: [], facts: { posts, minutes: 10 } } : null;
};
