import type { Phase } from '../screen.ts';

/** Nothing is public from an address that nobody has proved to hold. Alone, it asks nothing of a moderator. */
export const emailUnconfirmed: Phase = ({ author }) =>
  author.emailConfirmed ? null : { phase: 'email_unconfirmed', effect: 'hold', weight: 0, evidence: [], facts: {} };
