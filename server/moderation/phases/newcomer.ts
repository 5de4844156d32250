import type { Phase } from '../screen.ts';

/** A member's first posts are read by somebody. Invited experts are known already. */
export const newcomer: Phase = ({ author, screening, wasPublic }) =>
  !wasPublic && author.role !== 'expert' && author.postCount < screening.newcomerPosts
    ? { phase: 'newcomer', effect: 'hold', weight: 1, evidence: [], facts: { published: author.postCount } }
    : null;
