import type { Phase } from '../screen.ts';

/** A sanction in force has all that its author writes read first. */
export const approvalRequired: Phase = ({ author }) =>
  author.approval ? { phase: 'approval_required', effect: 'hold', weight: 2, evidence: [], facts: {} } : null;
