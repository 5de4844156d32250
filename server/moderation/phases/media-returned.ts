import type { Phase } from '../screen.ts';

/** A file that a decision took away comes back, by whomever and under whatever name it is sent. */
export const mediaReturned: Phase = ({ returned }) =>
  returned.length > 0
    ? { phase: 'media_returned', effect: 'hold', weight: 3, evidence: returned, facts: { media: returned.length } }
    : null;
