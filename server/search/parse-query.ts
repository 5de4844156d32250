import { fold } from '../disguises/fold.ts';
import { wordsOf, type Word } from './words.ts';

/** What is looked for: words side by side as written, or one word in any of its forms (`prefix`: or the beginning of one). */
export type Clause = { phrase: string[] } | (Pick<Word, 'form' | 'stems'> & { prefix: boolean });

export const FILTERS = ['author', 'space', 'tag', 'kind', 'article', 'after', 'before', 'state'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;
export type Query = { clauses: Clause[]; filters: Filters };

/** Shorter, a beginning would be that of half of all words. */
const SHORTEST_PREFIX = 4;

/** How the filters are called by those who type them, without accents. */
const NAMES: Record<string, (typeof FILTERS)[number]> = {
  auteur: 'author',
  autrice: 'author',
  author: 'author',
  espace: 'space',
  space: 'space',
  tag: 'tag',
  etiquette: 'tag',
  type: 'kind',
  kind: 'kind',
  article: 'article',
  apres: 'after',
  after: 'after',
  avant: 'before',
  before: 'before',
  etat: 'state',
  state: 'state',
};

/**
 * `pompe "de relevage" auteur:"Hervé Lantier" avant:2026`. Anything can be typed: what is no filter of ours, or has no
 * value, is words; what has neither letter nor digit is nothing.
 */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = [];
  const filters: Filters = {};
  for (const { groups } of text.replace(/[«»“”„]/g, '"').matchAll(PART)) {
    const { name = '', quoted, bare = '' } = groups!;
    const filter = NAMES[fold(name)];
    const value = (quoted ?? bare).trim();
    if (filter && value) filters[filter] = value;
    else if (quoted === undefined) clauses.push(...wordClauses(`${name} ${bare}`));
    else clauses.push(...wordClauses(name), ...phraseClauses(quoted));
  }
  return { clauses: withPrefix(clauses, text), filters };
}
const PART = /(?:(?<name>\p{L}+):)?(?:"(?<quoted>[^"]*)"?|(?<bare>[^\s"]+))/gu;

/** Which language they are of, nobody says: either will do. */
const wordClauses = (text: string): Clause[] => wordsOf(text, ['fr', 'en']).map(({ form, stems }) => ({ form, stems, prefix: false }));

function phraseClauses(text: string): Clause[] {
  const phrase = wordsOf(text, []).map(({ form }) => form);
  return phrase.length > 0 ? [{ phrase }] : [];
}

/** Whoever stops in the middle of a word finds it too. */
function withPrefix(clauses: Clause[], text: string): Clause[] {
  const last = clauses.at(-1);
  if (!last || 'phrase' in last || last.form.length < SHORTEST_PREFIX || !/[\p{L}\p{N}]$/u.test(text)) return clauses;
  return [...clauses.slice(0, -1), { ...last, prefix: true }];
}
