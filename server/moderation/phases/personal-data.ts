import type { Phase } from '../screen.ts';
import { personalDataIn } from '../personal-data.ts';

/** Lets one find somebody who did not ask for it. A street and number alone only flags: shops have one too. */
export const personalData: Phase = ({ source, author }) => {
  const found = personalDataIn(source, author.addresses);
  if (found.length === 0) return null;
  const holds = found.some(({ kind }) => kind !== 'street');
  return {
    phase: 'personal_data',
    effect: holds ? 'hold' : 'flag',
    weight: holds ? 4 : 1,
    evidence: found.map(({ passage }) => passage),
    facts: Object.fromEntries(
      Array.from(
        Map.groupBy(found, ({ kind }) => kind),
        ([kind, { length }]) => [kind, length],
      ),
    ),
  };
};
