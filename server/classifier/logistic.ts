import { BUCKETS } from './hashes.ts';
import { minimise, type Objective } from './minimise.ts';

/** A text's features, and what is to be learned of it: 1 or 0, as often as its weight says. `base` is what is known of it beforehand, as a logit. */
export type Example = { buckets: ArrayLike<number>; label: 0 | 1; base: number; weight: number };
/** logit = trust · base + bias + the mean of the weights of its features, times the root of their number. */
export type Logistic = { trust: number; bias: number; weights: Float64Array };

/** What is known beforehand is trusted by half until the examples say otherwise. */
const PRIOR_TRUST = 0.5;
/** The gradient's, of a sum over the examples: smaller changes no weight that eight bits can tell. */
const TOLERANCE = 0.02;

/** Logistic regression with a ridge on all but the bias; `ridge` is the inverse of what others call C. */
export function fitLogistic(examples: Example[], ridge: number): Logistic {
  const { met, rows } = compact(examples);
  const [trustAt, biasAt] = [met.length, met.length + 1];
  const objective: Objective = (at, gradient) => {
    let value = shrink(at, gradient, ridge);
    for (const { buckets, label, base, weight } of rows) {
      const share = 1 / Math.sqrt(buckets.length || 1);
      const logit = (PRIOR_TRUST + at[trustAt]!) * base + at[biasAt]! + share * sumAt(at, buckets);
      const error = weight * (sigmoid(logit) - label);
      value += weight * softplus(label ? -logit : logit);
      for (let i = 0; i < buckets.length; i++) gradient[buckets[i]!]! += error * share;
      gradient[trustAt]! += error * base;
      gradient[biasAt]! += error;
    }
    return value;
  };
  const point = minimise(met.length + 2, objective, TOLERANCE);
  const weights = new Float64Array(BUCKETS);
  for (const [place, bucket] of met.entries()) weights[bucket] = point[place]!;
  return { trust: PRIOR_TRUST + point[trustAt]!, bias: point[biasAt]!, weights };
}

/** The buckets that occur, and the examples by their places among these: a few hundred texts have few of all. */
function compact(examples: Example[]): { met: Uint16Array; rows: Example[] } {
  const occurs = new Uint8Array(BUCKETS);
  for (const { buckets } of examples) for (let i = 0; i < buckets.length; i++) occurs[buckets[i]!] = 1;
  const met = Uint16Array.from(Array.from(occurs.keys()).filter((bucket) => occurs[bucket]));
  const placeOf = new Uint16Array(BUCKETS);
  for (const [place, bucket] of met.entries()) placeOf[bucket] = place;
  const rows = examples.map((example) => ({ ...example, buckets: Uint16Array.from(example.buckets, (bucket) => placeOf[bucket]!) }));
  return { met, rows };
}

export const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

/** What features weigh together: the root of their number keeps long texts and short ones apart no further than they are. */
export function weigh(buckets: ArrayLike<number>, weights: ArrayLike<number>): number {
  return sumAt(weights, buckets) / Math.sqrt(buckets.length || 1);
}

function sumAt(weights: ArrayLike<number>, buckets: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < buckets.length; i++) sum += weights[buckets[i]!]!;
  return sum;
}

/** The ridge's value; its gradient is where the examples' begins. The bias, last, is free. */
function shrink(at: Float64Array, gradient: Float64Array, ridge: number): number {
  let sum = 0;
  for (let i = 0; i < at.length - 1; i++) {
    gradient[i] = ridge * at[i]!;
    sum += at[i]! * at[i]!;
  }
  gradient[at.length - 1] = 0;
  return (ridge * sum) / 2;
}

/** log(1 + e^x), which e^x alone would overflow. */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
