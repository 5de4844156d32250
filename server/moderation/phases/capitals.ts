import type { Phase } from '../screen.ts';

/** Letters: fewer are an acronym, a name, a shout of joy. */
const MIN_LETTERS = 20;
const SHARE = 0.7;

export const capitals: Phase = ({ source }) => {
  const upper = source.match(/\p{Lu}/gu)?.length ?? 0;
  if (upper < SHARE * MIN_LETTERS) return null;
  const letters = source.match(/\p{L}/gu)?.length ?? 0;
  return letters >= MIN_LETTERS && upper >= SHARE * letters
    ? { phase: 'capitals', effect: 'flag', weight: 1, evidence: [], facts: { share: Math.round((100 * upper) / letters) } }
    : null;
};
