import { readModel, score } from '../server/classifier/model.ts';
import { textOf } from './words.ts';

const POSTS = 5000;

/** What the classifier takes for a post of about 300 characters, in milliseconds. */
export function measureScoring(): { p50: number; p99: number } {
  const model = readModel();
  for (let n = 0; n < POSTS; n++) score(model, textOf(n));
  const took = Array.from({ length: POSTS }, (_, n) => {
    const text = textOf(n);
    const began = performance.now();
    score(model, text);
    return performance.now() - began;
  }).toSorted((a, b) => a - b);
  return { p50: took[POSTS * 0.5]!, p99: took[POSTS * 0.99]! };
}
