import type { Phase } from '../screen.ts';

/** Whoever writes without an account is read first, also when they change what was public. */
export const guest: Phase = ({ author }) =>
  author.role === 'guest' ? { phase: 'guest', effect: 'hold', weight: 1, evidence: [], facts: { published: author.postCount } } : null;
