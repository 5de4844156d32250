import type { Phase } from '../screen.ts';

/** The site, the section, the article or the thread asked to read first. */
export const beforePublication: Phase = ({ moderation, wasPublic }) =>
  moderation === 'before' && !wasPublic ? { phase: 'before_publication', effect: 'hold', weight: 1, evidence: [], facts: {} } : null;
