import type { Traced } from '../disguises/rewrite.ts';
import type { WordRule } from '../sites/wire.ts';
import { fold } from '../disguises/fold.ts';
import { fitsMask } from '../disguises/masks.ts';
import { compileGlob, searchGlob, type Glob } from './glob.ts';
import { maskedWords, readingsOf } from './readings.ts';

export type WordMatch = { rule: WordRule; passage: string };

/** Each rule that a text matches, once, with the words as they were written. `language` null: undecided, so that every rule is asked. */
export function matchWords(source: string, rules: WordRule[], language: string | null): WordMatch[] {
  const { plain, readings: all } = readingsOf(source);
  const readings = all.map((reading) => ({ ...reading, words: wordsOf(reading.text) }));
  const masked = maskedWords(plain);
  return rules.flatMap((rule) => {
    if (rule.lang !== null && language !== null && rule.lang !== language) return [];
    const place = firstPlace(compiled(rule), readings) ?? underMask(compiled(rule), masked);
    return place ? [{ rule, passage: source.slice(place.from, place.to) }] : [];
  });
}

type Reading = Traced & { words: Map<string, number> };
type Place = { from: number; to: number };
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

function firstPlace(rule: Compiled, readings: Reading[]): Place | null {
  if (rule.text === '') return null;
  for (const reading of readings) {
    const found = findIn(rule, reading);
    if (found) return { from: reading.at(found.from), to: endOf(reading, found.to) };
  }
  return null;
}

/** What was read from several signs of the source at once ends where they do. */
function endOf({ text, at }: Traced, to: number): number {
  let end = to;
  while (end < text.length && at(end) <= at(to - 1)) end++;
  return at(end);
}

function findIn({ match, text, single, glob }: Compiled, reading: Reading): Place | null {
  if (match === 'pattern') {
    const found = glob && searchGlob(glob, reading.text);
    return found && found.from !== null ? found : null;
  }
  const from = match === 'part' ? reading.text.indexOf(text) : single ? (reading.words.get(text) ?? -1) : findWhole(reading.text, text);
  return from < 0 ? null : { from, to: from + text.length };
}

/** Where each word first stands. */
function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) if (!words.has(word)) words.set(word, index);
  return words;
}

const isEdge = (sign: string | undefined) => !sign || !/[\p{L}\p{N}]/u.test(sign);

function findWhole(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (isEdge(text[at - 1]) && isEdge(text[at + phrase.length])) return at;
  }
  return -1;
}

/** Only whole words: a mask says how long they are. */
const underMask = ({ match, text, single }: Compiled, masked: (Place & { word: string })[]): Place | null =>
  match === 'word' && single ? (masked.find(({ word }) => fitsMask(text, word)) ?? null) : null;
