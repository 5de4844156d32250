import type { Phase } from '../screen.ts';

/** Posts that were decided, among the latest: with fewer, one refusal would be most of them. */
const FEWEST = 5;
/** Of which so many refused call for a look at the next. */
const SHARE = 0.4;

const REFUSED = ['rejected', 'removed'];

/** Much of what its author wrote lately was refused. */
export const recentRecord: Phase = ({ latest }) => {
  const decided = latest.filter(({ state }) => state === 'published' || REFUSED.includes(state));
  const rejected = decided.filter(({ state }) => REFUSED.includes(state)).length;
  return decided.length >= FEWEST && rejected >= SHARE * decided.length
    ? { phase: 'recent_record', effect: 'hold', weight: 2, evidence: [], facts: { rejected, of: decided.length } }
    : null;
};
