import { sql, type SQL } from 'drizzle-orm';
import type { Entry, Match, WordIndex } from './word-index.ts';

type Runner = { execute(query: SQL): Promise<unknown> };

/**
 * PostgreSQL's: words have places, stems have none and so are in no phrase, facets begin with a sign that no word has.
 * Written as lexemes, past its parser and its dictionaries.
 */
export const tsvector: WordIndex = {
  table: sql`post_words`,
  postId: sql`post_words.post_id`,
  matches: (match) => sql`post_words.words @@ ${expressionOf(match)}::tsquery`,
  put: async (tx, postId, entry) => {
    const set = sql`on conflict (post_id) do update set words = excluded.words`;
    await (tx as unknown as Runner).execute(
      sql`insert into post_words (post_id, words) values (${postId}, ${lexemesOf(entry)}::tsvector) ${set}`,
    );
  },
};

function lexemesOf({ forms, stems, facets }: Entry): string {
  const placed = forms.map((form, i) => `'${form}':${i + 1}`);
  return [...placed, ...stems.map((stem) => `'${stem}'`), ...facets.map((facet) => `'@${facet}'`)].join(' ');
}

function expressionOf(match: Match): string {
  if ('all' in match) return `(${match.all.map(expressionOf).join(' & ')})`;
  if ('any' in match) return `(${match.any.map(expressionOf).join(' | ')})`;
  if ('word' in match) return `'${match.word}'`;
  if ('prefix' in match) return `'${match.prefix}':*`;
  if ('phrase' in match) return `(${match.phrase.map((word) => `'${word}'`).join(' <-> ')})`;
  return `'@${match.facet}'`;
}
