import { sql, type SQL } from 'drizzle-orm';
import type { Match, WordIndex } from './word-index.ts';

type Runner = { run(query: SQL): unknown };

/** SQLite's full-text index: a column for stems, one for words in their order, one for facets. */
export const fts5: WordIndex = {
  table: sql`post_words`,
  postId: sql`post_words.rowid`,
  matches: (match) => sql`post_words match ${expressionOf(match)}`,
  put: async (tx, postId, { forms, stems, facets }) => {
    const values = sql`${postId}, ${stems.join(' ')}, ${forms.join(' ')}, ${facets.join(' ')}`;
    (tx as unknown as Runner).run(sql`insert or replace into post_words (rowid, stems, forms, facets) values (${values})`);
  },
};

function expressionOf(match: Match): string {
  if ('all' in match) return `(${match.all.map(expressionOf).join(' AND ')})`;
  if ('any' in match) return `(${match.any.map(expressionOf).join(' OR ')})`;
  if ('word' in match) return `({stems forms} : "${match.word}")`;
  if ('prefix' in match) return `(forms : "${match.prefix}" *)`;
  if ('phrase' in match) return `(forms : "${match.phrase.join(' ')}")`;
  return `(facets : "${match.facet}")`;
}
