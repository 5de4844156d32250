import type { Phase } from '../screen.ts';

/** More than this many posts in ten minutes is no longer a conversation. The rate limit stops bursts; this sees persistence. */
const MAX_POSTS = 8;
const WINDOW_MS = 600_000;

export const flood: Phase = ({ latest, now }) => {
  const posts = latest.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < WINDOW_MS).length + 1;
  return posts > MAX_POSTS ? { phase: 'flood', effect: 'hold', weight: 3, evidence: [], facts: { posts, minutes: 10 } } : null;
};
