import { fold } from '../../disguises/fold.ts';
import { quotesIn } from '../quotes.ts';
import type { Phase } from '../screen.ts';

/** What was taken down comes back as a quote. */
export const quotesRemoved: Phase = ({ source, removed }) => {
  if (removed.length === 0) return null;
  const texts = removed.map(fold);
  const evidence = quotesIn(source).filter((quote) => texts.some((text) => text.includes(fold(quote))));
  return evidence.length > 0 ? { phase: 'quotes_removed', effect: 'hold', weight: 3, evidence, facts: {} } : null;
};
