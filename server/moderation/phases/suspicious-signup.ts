import { isWatched } from '../../accounts/suspicion.ts';
import type { Phase } from '../screen.ts';

/** An account that a machine seems to have made: somebody reads its first posts, whatever the site's settings. */
export const suspiciousSignup: Phase = ({ author }) => {
  const { suspicion } = author;
  if (suspicion.length === 0 || !isWatched(author)) return null;
  const facts = Object.fromEntries((['fast', 'trap', 'stale'] as const).map((sign) => [sign, Number(suspicion.includes(sign))]));
  return { phase: 'suspicious_signup', effect: 'hold', weight: 2, evidence: [], facts };
};
