import { fold } from '../disguises/fold.ts';
import { fitsMask } from '../disguises/masks.ts';
import type { Traced } from '../disguises/rewrite.ts';
import type { WordRule } from '../sites/wire.ts';
import { compileGlob, searchGlob, type Glob } from './glob.ts';
import { maskedWords, readingsOf } from './readings.ts';

export type WordMatch = { rule: WordRule; passage: string };

/** Each rule that a text matches, once, with the words as they were written. `language` null: undecided, so that every rule is asked. */
export function matchWords(source: string, rules: WordRule[], language: string | null): WordMatch[] {
  const { plain, readings } = readingsOf(source);
  const text: Text = { readings, words: wordsOf(readings), masked: maskedWords(plain) };
  const matches: WordMatch[] = [];
  for (const rule of rules) {
    if (rule.lang !== null && language !== null && rule.lang !== language) continue;
    const place = placeOf(compiled(rule), text);
    if (place) matches.push({ rule, passage: source.slice(place.from, place.to) });
  }
  return matches;
}

type Place = { from: number; to: number };
/** Its words by what they are, where each stands first in the first reading that has it. */
type Text = { readings: Traced[]; words: Map<string, { reading: Traced; from: number }>; masked: (Place & { word: string })[] };
type Compiled = { match: WordRule['match']; text: string; single: boolean; glob: Glob | null };

/** Patterns of the sites at work; far more than their lists hold. */
const MOST_COMPILED = 20_000;
const kept: Record<WordRule['match'], Map<string, Compiled>> = { word: new Map(), part: new Map(), pattern: new Map() };

function compiled({ match, text }: WordRule): Compiled {
  const of = kept[match];
  const known = of.get(text);
  if (known) return known;
  const folded = fold(text).trim().replace(/\s+/g, ' ');
  const made = { match, text: folded, single: /^[\p{L}\p{N}]+$/u.test(folded), glob: match === 'pattern' ? compileGlob(folded) : null };
  if (of.size >= MOST_COMPILED) of.clear();
  of.set(text, made);
  return made;
}

function placeOf({ match, text, single, glob }: Compiled, { readings, words, masked }: Text): Place | null {
  if (text === '') return null;
  if (match === 'word' && single) {
    const found = words.get(text);
    return found
      ? inSource(found.reading, found.from, found.from + text.length)
      : (masked.find(({ word }) => fitsMask(text, word)) ?? null);
  }
  for (const reading of readings) {
    const found = match === 'pattern' ? glob && searchGlob(glob, reading.text) : findText(reading.text, text, match === 'part');
    if (found && found.from !== null) return inSource(reading, found.from, found.to);
  }
  return null;
}

const inSource = (reading: Traced, from: number, to: number): Place => ({ from: reading.at(from), to: endOf(reading, to) });

/** What was read from several signs of the source at once ends where they do. */
function endOf({ text, at }: Traced, to: number): number {
  let end = to;
  while (end < text.length && at(end) <= at(to - 1)) end++;
  return at(end);
}

function wordsOf(readings: Traced[]): Text['words'] {
  const words: Text['words'] = new Map();
  for (const reading of readings)
    for (const { 0: word, index } of reading.text.matchAll(/[\p{L}\p{N}]+/gu))
      if (!words.has(word)) words.set(word, { reading, from: index });
  return words;
}

/** Whole words, or anywhere. */
function findText(text: string, phrase: string, anywhere: boolean): Place | null {
  for (let from = text.indexOf(phrase); from >= 0; from = text.indexOf(phrase, from + 1)) {
    const to = from + phrase.length;
    if (anywhere || (isEdge(text[from - 1]) && isEdge(text[to]))) return { from, to };
  }
  return null;
}

const isEdge = (sign: string | undefined) => !sign || !/[\p{L}\p{N}]/u.test(sign);
