import type { Phase } from '../screen.ts';

/** Signs a second. The fastest typists reach fifteen; what was pasted is faster, so that this only flags. */
const FASTEST = 30;
/** A short text may come from a phone's suggestions, whole. */
const MIN_LENGTH = 80;

/** Sent sooner than anybody types it. The page tells; where it does not, nothing is said. */
export const typedTooFast: Phase = ({ source, typedMs }) =>
  typedMs !== null && source.length >= MIN_LENGTH && source.length > (FASTEST * typedMs) / 1000
    ? {
        phase: 'typed_too_fast',
        effect: 'flag',
        weight: 1,
        evidence: [],
        facts: { characters: source.length, seconds: Math.round(typedMs / 1000) },
      }
    : null;
