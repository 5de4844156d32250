import { eachDistinct, wordsIn, type Features } from './features.ts';
import type { Stretch } from './stretches.ts';

/** So many are shown, and so many words at most in all. */
const MOST_PASSAGES = 3;
const MOST_WORDS = 8;
/** Of all that spoke for it, what the words shown must account for; and of the strongest, what each of them must weigh. */
const ENOUGH = 0.6;
const WORTH_SHOWING = 0.25;

/** Where in a source to look, and what speaks for the label there. */
type Reading = { features: Features; stretch: Stretch; weightOf: (bucket: number) => number };

/** The words that drove a score, neighbours together, the strongest first, as they stand in the source. */
export function passagesOf(source: string, { features, stretch, weightOf }: Reading): string[] {
  const shares = new Float64Array(wordsIn(features));
  eachDistinct(features, stretch, (bucket, word) => (shares[word]! += weightOf(bucket)));
  const { traced, edges } = features;
  return groupsOf(drivingWords(shares), shares)
    .slice(0, MOST_PASSAGES)
    .map(({ first, last }) => source.slice(traced.at(edges[2 * first]!), traced.at(edges[2 * last + 1]!)).trim())
    .filter((passage) => passage !== '');
}

/** In the order of the text. */
function drivingWords(shares: Float64Array): number[] {
  const order = Array.from(shares.keys()).filter((word) => shares[word]! > 0);
  order.sort((a, b) => shares[b]! - shares[a]! || a - b);
  let missing = ENOUGH * order.reduce((sum, word) => sum + shares[word]!, 0);
  const enough = order.findIndex((word) => (missing -= shares[word]!) <= 0) + 1;
  return order
    .slice(0, Math.min(enough, MOST_WORDS))
    .filter((word) => shares[word]! >= WORTH_SHOWING * shares[order[0]!]!)
    .toSorted((a, b) => a - b);
}

type Group = { first: number; last: number; share: number };

function groupsOf(words: number[], shares: Float64Array): Group[] {
  const groups: Group[] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (group?.last === word - 1) Object.assign(group, { last: word, share: group.share + shares[word]! });
    else groups.push({ first: word, last: word, share: shares[word]! });
  }
  return groups.toSorted((a, b) => b.share - a.share);
}
