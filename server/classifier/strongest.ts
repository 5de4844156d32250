import { wordsIn, type Features } from './features.ts';
import { NEW_TO_STEP, NEW_TO_STRETCH } from './news.ts';
import { stretchesOf, type Stretch } from './stretches.ts';
import type { Table } from './table.ts';

/** Of many stretches one is bound to look bad: what is taken off, times the logarithm of their number. */
const DOUBT = 0.5;

export type Strongest = { logit: number; stretch: Stretch };

/** For each table, the stretch of a text that speaks most for its label, and the text's logit by it. */
export function strongestIn(features: Features, tables: Table[]): Strongest[] {
  const stretches = stretchesOf(wordsIn(features));
  const doubt = DOUBT * Math.log(stretches.length);
  return tables.map((table) => {
    const logits = stretches.map((stretch) => logitIn(features, stretch, table));
    const best = logits.reduce((highest, logit, i) => (logit > logits[highest]! ? i : highest), 0);
    return { logit: logits[best]! - doubt, stretch: stretches[best]! };
  });
}

/** By numbers, and without branches: half of the features are new, which nobody foresees. */
function logitIn({ buckets, news, starts }: Features, { from, middle, to }: Stretch, { scale, bias, weights }: Table): number {
  const [begin, half, end] = [starts[from]!, starts[middle]!, starts[to]!];
  let [sum, count] = [0, 0];
  for (let i = begin; i < end; i++) {
    const once = Number((news[i]! & (i < half ? NEW_TO_STEP : NEW_TO_STRETCH)) > 0);
    sum += once * weights[buckets[i]!]!;
    count += once;
  }
  return bias + (scale * sum) / Math.sqrt(count || 1);
}
