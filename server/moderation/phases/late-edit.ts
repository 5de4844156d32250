import type { Phase } from '../screen.ts';

/** A text that somebody read before it appeared, or approved since, is changed after: it is read again. */
export const lateEdit: Phase = ({ wasPublic, wasApproved, moderation, author, screening }) => {
  const readFirst = moderation === 'before' || (screening.newcomerPosts > 0 && author.postCount <= screening.newcomerPosts);
  return wasPublic && (wasApproved || readFirst) ? { phase: 'late_edit', effect: 'hold', weight: 2, evidence: [], facts: {} } : null;
};
