import { eachDistinct, wordsIn, type Features, type Stretch } from './features.ts';
import type { Table } from './table.ts';

/** About as long as what was trained on: a whole paragraph would hide an insult. In words, signs included. */
const LENGTH = 16;
const STEP = LENGTH / 2;
/** Of many stretches one is bound to look bad: what is taken off, times the logarithm of their number. */
const DOUBT = 0.5;

export type Strongest = { logit: number; stretch: Stretch };

/** For each table, the stretch of a text that speaks most for its label, and the text's logit by it. */
export function strongestIn(features: Features, tables: Table[]): Strongest[] {
  const stretches = stretchesOf(wordsIn(features));
  const logits = stretches.map((stretch) => logitsOf(features, stretch, tables));
  return tables.map((_, i) => {
    const best = logits.reduce((highest, row, n) => (row[i]! > logits[highest]![i]! ? n : highest), 0);
    return { logit: logits[best]![i]! - DOUBT * Math.log(stretches.length), stretch: stretches[best]! };
  });
}

/** One for a text not much longer than a stretch; else each begins in the middle of the one before. */
export function stretchesOf(words: number): Stretch[] {
  if (words <= LENGTH + STEP) return [{ from: 0, to: words }];
  return Array.from({ length: Math.ceil(words / STEP) - 1 }, (_, i) => ({ from: i * STEP, to: Math.min(words, i * STEP + LENGTH) }));
}

function logitsOf(features: Features, stretch: Stretch, tables: Table[]): number[] {
  const sums = tables.map(() => 0);
  let count = 0;
  eachDistinct(features, stretch, (bucket) => {
    for (let i = 0; i < tables.length; i++) sums[i]! += tables[i]!.weights[bucket]!;
    count++;
  });
  return tables.map(({ scale, bias }, i) => bias + (scale * sums[i]!) / Math.sqrt(count || 1));
}
