import { textOf } from '../markdown/text-of.ts';
import { hitsOf } from './hits.ts';
import type { Clause } from './parse-query.ts';
import { wordsOf } from './words.ts';

/** As in BM25: the second hit of a word says less than the first (k1), and any of them less in a long text (b). */
const K1 = 1.2;
const B = 0.75;
/** Words of a usual post. */
const USUAL = 60;
/** A hit in the title says more than any number of them below. */
const TITLE = 3;

/**
 * How well a text answers; a whole number, more is better. Of this text alone, so that a cursor holds while others are
 * written; and made here, so that both databases put the same first.
 */
export function scoreOf({ html, title }: { html: string; title: string | null }, clauses: Clause[]): number {
  const words = wordsOf(textOf(html), ['fr', 'en']);
  const length = 1 - B + B * (words.length / USUAL);
  const inText = countsOf(hitsOf(words, clauses), clauses).map((hits) => (hits * (K1 + 1)) / (hits + K1 * length));
  const inTitle = title ? countsOf(hitsOf(wordsOf(title, ['fr', 'en']), clauses), clauses).map((hits) => (hits > 0 ? TITLE : 0)) : [];
  return Math.round(1000 * [...inText, ...inTitle].reduce((sum, score) => sum + score, 0));
}

const countsOf = (hits: { clause: number }[], clauses: Clause[]) =>
  clauses.map((_, clause) => hits.filter((hit) => hit.clause === clause).length);
