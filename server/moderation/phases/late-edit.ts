import type { Phase } from '../screen.ts';

/** A text that somebody read before it appeared is changed after: it is read again. */
export const lateEdit: Phase = ({ wasPublic, moderation, author, settings }) => {
  const readFirst = moderation === 'before' || (settings.newcomerPosts > 0 && author.postCount <= settings.newcomerPosts);
  return wasPublic && readFirst ? { phase: 'late_edit', effect: 'hold', weight: 2, evidence: [], facts: {} } : null;
};
