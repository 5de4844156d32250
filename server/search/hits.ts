import type { Clause } from './parse-query.ts';
import type { Word } from './words.ts';

/** Where in a text what is looked for stands: which of the clauses, from where to where. */
export type Hit = { clause: number; at: number; end: number };

/** In the order of the text. */
export function hitsOf(words: Word[], clauses: Clause[]): Hit[] {
  const hits: Hit[] = [];
  for (const [i, { at }] of words.entries())
    for (const [clause, wanted] of clauses.entries()) {
      const last = words[i + lengthOf(wanted) - 1];
      if (last && standsAt(words, i, wanted)) hits.push({ clause, at, end: last.end });
    }
  return hits;
}

const lengthOf = (clause: Clause) => ('phrase' in clause ? clause.phrase.length : 1);

function standsAt(words: Word[], i: number, clause: Clause): boolean {
  if ('phrase' in clause) return clause.phrase.every((form, n) => words[i + n]!.form === form);
  const { form, stems } = words[i]!;
  if (clause.prefix && form.startsWith(clause.form)) return true;
  return isOf(clause, form) || stems.some((stem) => isOf(clause, stem));
}

const isOf = (clause: { form: string; stems: string[] }, word: string) => clause.form === word || clause.stems.includes(word);
