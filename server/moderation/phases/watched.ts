import type { Phase } from '../screen.ts';

/** The team keeps an eye on its author: nothing is held for it, and its author is told nothing, for nothing is taken. */
export const watched: Phase = ({ author }) =>
  author.watched ? { phase: 'watched', effect: 'flag', weight: 1, evidence: [], facts: {} } : null;
