import { fitsMask, MASKS } from '../disguises/masks.ts';
import words from './masked-words.json' with { type: 'json' };

/** A word of which signs hide letters: at least the first is seen. */
export const MASKED = new RegExp(`(?<![a-z0-9])[a-z]{1,10}[${MASKS}]{1,10}[a-z]{0,10}(?![a-z0-9])`, 'g');

/** `c*nnard` and `c-----d` as what they hide, where one of the words that people mask fits letter by letter; else as it is. */
export function unmask(masked: string): string {
  return BY_SHAPE.get(shapeOf(masked))?.find((word) => fitsMask(word, masked)) ?? masked;
}

const shapeOf = (word: string) => word[0]! + word.length;
const BY_SHAPE = Map.groupBy(words, shapeOf);
